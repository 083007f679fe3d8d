import type { Checkpoint } from '#lib/engine';
import type { EncodedValue } from './encode-values';
import type { KeptHead, KeptHeads } from './kept-heads';
import type { KeptValue } from './kept-value';
import type { ValuesPlace } from './known-lists';
import type { ReadTuple } from './read-tuples';

/** Nested graphs whose state ends with their task have a namespace with the task's id. */
const TASK_ID = ':';

/** Follows what a run reads and writes, so that the next run on the thread need not read it. */
export class HeadKeeper {
  /** By place, the checkpoints that the next one may follow. */
  readonly #values = new Map<string, ReadonlyMap<string, KeptValue>>();

  constructor(private readonly heads: KeptHeads | undefined) {}

  known(place: ValuesPlace): KeptHead | undefined {
    return this.heads?.get(place);
  }

  /** By channel, what is stored of a checkpoint that was read or written here, if it is the last one. */
  valuesAt(id: string): ReadonlyMap<string, KeptValue> | undefined {
    return this.#values.get(id);
  }

  addRead({ tuple, stored }: ReadTuple): void {
    this.#values.set(tuple.checkpoint.id, new Map([...stored].map(([channel, { kept }]) => [channel, kept])));
  }

  addWritten(
    place: ValuesPlace,
    {
      parentId,
      checkpoint: { id, ts },
      changed,
    }: { parentId: string | undefined; checkpoint: Checkpoint; changed: EncodedValue[] },
  ): void {
    if (!this.heads || place.ns.includes(TASK_ID)) return;
    const before = parentId === undefined ? new Map<string, KeptValue>() : this.#values.get(parentId);
    if (!before) {
      this.heads.forget(place);
      return;
    }
    if (parentId !== undefined) this.#values.delete(parentId);
    const values = new Map(before);
    for (const { channel, hasValue, kept } of changed) {
      if (hasValue) values.set(channel, kept);
      else values.delete(channel);
    }
    this.#values.set(id, values);
    this.heads.keep(place, { id, ts, values });
  }
}
