import { toWire as toWireText } from '#lib/store/to-wire';

/** A read model as JSON carries it to the browser: moments become ISO 8601 texts. */
export type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { [Key in keyof T]: Wire<T[Key]> }
      : T;

export function toWire<T>(value: T): Wire<T> {
  // JSON turns exactly what `Wire` says into what it says.
  return JSON.parse(toWireText(value)) as Wire<T>;
}
