import { limits } from '#lib/limits';
import type { KeptValue } from './kept-value';
import type { ValuesPlace } from './known-lists';

/** A checkpoint with its values. Its id alone would not do: one that a crash of PostgreSQL has undone may come again with others. */
export interface KeptHead {
  readonly id: string;
  readonly ts: string;
  readonly values: ReadonlyMap<string, KeptValue>;
}

/** What is shorter is read as fast as it is looked up. */
const SHORT_BYTES = 4_000;

/**
 * The newest checkpoints that this process has written or read for its runs, those used last. A checkpoint never changes, so
 * whoever reads a head and finds one of these has its values already. Nobody needs to be told that another has followed.
 */
export class KeptHeads {
  readonly #heads = new Map<string, KeptHead & { bytes: number }>();
  #bytes = 0;

  constructor(private readonly maxBytes: () => number = () => limits().keptStateBytes) {}

  get(place: ValuesPlace): KeptHead | undefined {
    const key = keyOf(place);
    const head = this.#heads.get(key);
    if (!head) return undefined;
    this.#heads.delete(key);
    this.#heads.set(key, head);
    return head;
  }

  keep(place: ValuesPlace, head: KeptHead): void {
    this.forget(place);
    let bytes = 0;
    for (const value of head.values.values()) bytes += value.bytes;
    if (bytes < SHORT_BYTES || bytes > this.maxBytes()) return;
    this.#heads.set(keyOf(place), { ...head, bytes });
    this.#bytes += bytes;
    for (const [oldest, { bytes: freed }] of this.#heads) {
      if (this.#bytes <= this.maxBytes()) return;
      this.#heads.delete(oldest);
      this.#bytes -= freed;
    }
  }

  forget(place: ValuesPlace): void {
    const key = keyOf(place);
    this.#bytes -= this.#heads.get(key)?.bytes ?? 0;
    this.#heads.delete(key);
  }
}

function keyOf({ threadId, ns }: ValuesPlace): string {
  return `${threadId} ${ns}`;
}
