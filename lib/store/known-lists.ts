import { type Checkpoint, peek, StoredLists } from '#lib/engine';
import type { EncodedValue } from './encode-values';
import type { KeptValue } from './kept-value';
import type { ReadTuple } from './read-tuples';

/** Where a graph keeps its values. */
export interface ValuesPlace {
  threadId: string;
  ns: string;
}

interface ChannelPlace extends ValuesPlace {
  channel: string;
}

interface KnownList {
  version: string;
  kept: KeptValue;
  line: Line | undefined;
}

/** See stored-values.ts. */
interface Line {
  first: string;
  last: string;
}

/** What has to be stored of a list that goes on from one that is stored. */
export interface ListPiece {
  line: string;
  /** Null unless it begins a line. */
  base: string | null;
  /** Where in the list it begins. */
  start: number;
  items: unknown[];
  /** What it is added to. */
  before: KeptValue;
}

/** JSON that is no longer than this is not worth putting together from pieces. */
const SHORT_BYTES = 1_000;

/** The lists that a saver has stored or read, so that it need store no more than what is new in the next one. */
export class KnownLists {
  readonly #channels = new Map<string, StoredLists<KnownList>>();
  readonly #lines = new Map<string, Line>();

  /**
   * What of `list` is new at this version. Undefined when that cannot be told, or is not worth it. `isAlone`: nobody else writes
   * to the thread, so a line that ended where it was read has no other end now.
   */
  pieceOf(list: unknown, at: ChannelPlace & { version: string; isAlone: boolean }): ListPiece | undefined {
    const found = this.#channel(at).before(list);
    if (!found || found.stored.kept.bytes <= SHORT_BYTES) return undefined;
    const { stored, ...rest } = found;
    const { line, version, kept } = stored;
    const goesOn = at.isAlone && line?.last === version;
    return {
      ...rest,
      before: kept,
      ...(goesOn ? { line: line.first, base: null } : { line: at.version, base: version }),
    };
  }

  /** What a checkpoint has of its own is stored now. */
  addStored(place: ValuesPlace, { channel_values: values }: Checkpoint, changed: readonly EncodedValue[]): void {
    for (const { channel, version, kept, line: first } of changed) {
      const at = { ...place, channel };
      const line = first === null ? undefined : this.#line(at, { first, last: version });
      if (line) line.last = version;
      this.#channel(at).add(peek(values, channel), { version, kept, line });
    }
  }

  /** A checkpoint was read. */
  addRead(place: ValuesPlace, { channel_values, channel_versions }: Checkpoint, stored: ReadTuple['stored']): void {
    for (const [channel, { kept, openLine }] of stored) {
      const at = { ...place, channel };
      const version = channel_versions[channel] ?? '';
      const line = openLine === null ? undefined : this.#line(at, { first: openLine, last: version });
      this.#channel(at).add(peek(channel_values, channel), { version, kept, line });
    }
  }

  /** Nothing of it is there any more. */
  clear(): void {
    this.#channels.clear();
    this.#lines.clear();
  }

  #channel({ threadId, ns, channel }: ChannelPlace): StoredLists<KnownList> {
    const key = JSON.stringify([threadId, ns, channel]);
    const lists = this.#channels.get(key) ?? new StoredLists(channel);
    this.#channels.set(key, lists);
    return lists;
  }

  /** As it is known by now: what was read may have been gone on from. */
  #line({ threadId, ns, channel }: ChannelPlace, read: Line): Line {
    const key = JSON.stringify([threadId, ns, channel, read.first]);
    const line = this.#lines.get(key) ?? read;
    this.#lines.set(key, line);
    return line;
  }
}
