import { decodeValue } from '#lib/store/value-codec';

/** An answer that is not given yet, as screens show it. */
export interface ScheduledDecision {
  by: string;
  value: unknown;
  note: string | null;
  /** ISO 8601. */
  dueAt: string;
  /** Milliseconds until then, by the server's clock. */
  leftMs: number;
}

interface ScheduledRow {
  actor: string;
  value: unknown;
  note: string | null;
  dueAt: Date;
}

export function toScheduledDecision({ actor, value, note, dueAt }: ScheduledRow): ScheduledDecision {
  const leftMs = Math.max(0, dueAt.getTime() - Date.now());
  return { by: actor, value: decodeValue(JSON.stringify(value)), note, dueAt: dueAt.toISOString(), leftMs };
}
