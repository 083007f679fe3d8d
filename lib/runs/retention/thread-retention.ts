import type { Thread } from '#lib/store/generated/client';

/** What becomes of one thread, whatever the server does to others. */
export type ThreadRetention =
  | { strategy: 'keep' }
  /** After so many minutes of rest. */
  | { strategy: 'keep_latest' | 'delete'; minutes: number };

/** The columns that say it; null: the server's. */
export function retentionColumns(retention: ThreadRetention | null): Pick<Thread, 'retention' | 'ttlMinutes'> {
  if (retention === null) return { retention: null, ttlMinutes: null };
  return {
    retention: retention.strategy,
    ttlMinutes: retention.strategy === 'keep' ? null : retention.minutes,
  };
}

/** Of the thread that a stateless run brings: it goes with the run. */
export const TEMPORARY: ThreadRetention = { strategy: 'delete', minutes: 0 };
