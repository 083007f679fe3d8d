import { type CheckpointStep, peek, taken } from '#lib/engine';
import { limits } from '#lib/limits';
import { KeptValue } from './kept-value';
import type { KnownLists, ValuesPlace } from './known-lists';
import { encodeItems, encodeNamed } from './value-codec';

/** A row of `channel_values`; of a list that goes on from another, see stored-values.ts. */
export interface EncodedValue {
  channel: string;
  version: string;
  /** False where the channel is empty at that version. */
  hasValue: boolean;
  /** JSON. */
  text: string;
  line: string | null;
  base: string | null;
  kept: KeptValue;
}

interface Lists extends ValuesPlace {
  known: KnownLists;
  /** Nobody else writes to the thread. */
  isAlone: boolean;
}

/** The values that changed. @throws HoldpointError `unsupported_value` */
export function encodeValues(
  { checkpoint: { channel_values: values }, newVersions }: Pick<CheckpointStep, 'checkpoint' | 'newVersions'>,
  lists: Lists,
): EncodedValue[] {
  return Object.entries(newVersions).map(([channel, version]) => {
    const value = peek(values, channel);
    const named = { channel, version: String(version), hasValue: Object.hasOwn(values, channel) };
    return { ...named, ...(encodePiece(named, value, lists) ?? encodeWhole(channel, value)) };
  });
}

type Encoded = Pick<EncodedValue, 'text' | 'line' | 'base' | 'kept'>;

function encodePiece(
  { channel, version }: { channel: string; version: string },
  value: unknown,
  { known, ...place }: Lists,
): Encoded | undefined {
  const piece = known.pieceOf(value, { ...place, channel, version });
  if (!piece) return undefined;
  const { line, base, before, start, items } = piece;
  const text = encodeItems(channel, { start, items });
  const kept = before.append(text);
  // As a whole, it will be refused.
  return kept.bytes > limits().maxBytes.state ? undefined : { text, line, base, kept };
}

function encodeWhole(channel: string, value: unknown): Encoded {
  const text = encodeNamed(channel, taken(value));
  return { text, line: null, base: null, kept: KeptValue.of(text) };
}
