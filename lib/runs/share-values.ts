import { type Checkpoint, copyRecord, peek } from '#lib/engine';
import { isRecord } from './is-record';

export interface SharedValues {
  /** The chunk, with null in the place of what is shared. */
  data: unknown;
  /** The versions of the channels that it shares with a checkpoint; absent: none. */
  channels?: Record<string, string>;
}

/** Text that is no longer than this is not worth a look-up. */
const SHORT = 200;

/**
 * What a chunk of mode `values` need not say again: every superstep tells the whole state, of which most is as the checkpoint
 * has it. Values are the same when they are the same object; one that is only equal is told.
 */
export function shareValues(chunk: unknown, checkpoint: Checkpoint | undefined): SharedValues {
  if (!checkpoint || !isRecord(chunk)) return { data: chunk };
  const { channel_values, channel_versions } = checkpoint;
  const shared = Object.keys(chunk).flatMap((key): [string, string][] => {
    const value = peek(chunk, key);
    const version = Object.hasOwn(channel_values, key) ? channel_versions[key] : undefined;
    return version !== undefined && peek(channel_values, key) === value && isLong(value)
      ? [[key, String(version)]]
      : [];
  });
  if (shared.length === 0) return { data: chunk };
  const data = copyRecord(chunk);
  for (const [key] of shared) data[key] = null;
  return { data, channels: Object.fromEntries(shared) };
}

function isLong(value: unknown): boolean {
  return typeof value === 'string' ? value.length > SHORT : typeof value === 'object' && value !== null;
}
