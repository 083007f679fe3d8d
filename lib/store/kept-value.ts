import { GrowingList, HeldList, HeldValue } from '#lib/engine';
import { copyStored } from './copy-stored';
import { decodeValue, encodeValue } from './value-codec';

/** JSON below this length is decoded as soon. */
const SHORT = 1_000;

/** A value as the database has it, from which each run makes its own. What a list adds to another shares that one's items. */
export class KeptValue {
  /** JSON of the value, or of what it adds to the one before; absent once the list is made. */
  #text: string | undefined;
  #before: KeptValue | undefined;
  #list: GrowingList | undefined;
  /** Of all its JSON. */
  readonly bytes: number;

  private constructor(text: string, before?: KeptValue) {
    this.#text = text;
    this.#before = before;
    this.bytes = Buffer.byteLength(text) + (before?.bytes ?? 0);
  }

  static of(text: string): KeptValue {
    return new KeptValue(text);
  }

  /** This list with more at its end, as JSON of a list. */
  append(text: string): KeptValue {
    return new KeptValue(text, this);
  }

  /** The value for a run, which makes it when it is read, if it is long. */
  held(): unknown {
    const text = this.#text;
    if (text === undefined || this.#before || (text.length > SHORT && text.startsWith('['))) {
      return HeldList.of({ list: this.#items(), copy: copyStored });
    }
    return text.length > SHORT ? new HeldValue(() => decodeValue(text)) : decodeValue(text);
  }

  /** JSON of all of it. */
  encoded(): string {
    if (this.#text !== undefined && !this.#before) return this.#text;
    return encodeValue(this.#items().items());
  }

  #items(): GrowingList {
    const added: string[] = [];
    let kept: KeptValue = this;
    for (; kept.#before && !kept.#list; kept = kept.#before) added.push(kept.#text ?? '[]');
    let list = kept.#list ?? GrowingList.of(decodeList(kept.#text ?? '[]'));
    for (const text of added.reverse()) list = list.append(decodeList(text));
    this.#list = list;
    this.#text = undefined;
    this.#before = undefined;
    return list;
  }
}

function decodeList(text: string): unknown[] {
  return decodeValue(text) as unknown[]; // only lists are put together
}
