/** A write that replaces a channel's value instead of going through its reducer. Plain, so that it can be stored. */
export class Overwrite<Value = unknown> {
  readonly __overwrite__: Value;

  constructor(value: Value) {
    this.__overwrite__ = value;
  }
}

export function readOverwrite(write: unknown): { value: unknown } | undefined {
  if (typeof write !== 'object' || write === null || !('__overwrite__' in write)) return undefined;
  return Object.keys(write).length === 1 ? { value: write.__overwrite__ } : undefined;
}
