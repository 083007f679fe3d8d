import type { CheckpointStep } from '#lib/engine';
import { limits } from '#lib/limits';
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
  /** Of a list, all its JSON. */
  bytes: number;
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
    const value = values[channel];
    const named = { channel, version: String(version), hasValue: Object.hasOwn(values, channel) };
    return { ...named, ...(encodePiece(named, value, lists) ?? encodeWhole(channel, value)) };
  });
}

type Encoded = Pick<EncodedValue, 'text' | 'line' | 'base' | 'bytes'>;

function encodePiece(
  { channel, version }: { channel: string; version: string },
  value: unknown,
  { known, ...place }: Lists,
): Encoded | undefined {
  const piece = known.pieceOf(value, { ...place, channel, version });
  if (!piece) return undefined;
  const { line, base, bytesBefore, start, items } = piece;
  const text = encodeItems(channel, { start, items });
  const bytes = bytesBefore + Buffer.byteLength(text);
  // As a whole, it will be refused.
  return bytes > limits().maxBytes.state ? undefined : { text, line, base, bytes };
}

function encodeWhole(channel: string, value: unknown): Encoded {
  const text = encodeNamed(channel, value);
  return { text, line: null, base: null, bytes: Array.isArray(value) ? Buffer.byteLength(text) : 0 };
}
