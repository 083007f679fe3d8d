import { decodeValue } from '#lib/store/value-codec';
import type { TakenDelivery } from './take-deliveries';

/** What happened, as a trigger or sendTestDelivery has written it. */
export interface ToldEvent {
  type: string;
  at: Date;
  data: Record<string, unknown>;
  /** Only for endpoints that want it, and only while it is not too large. */
  content: Record<string, unknown> | null;
}

export function toldEvent({ event, payload, createdAt }: TakenDelivery): ToldEvent {
  // The triggers and sendTestDelivery write no other shape.
  const stored = decodeValue(payload ?? '{"data":{},"content":null}') as Pick<ToldEvent, 'data' | 'content'>;
  return { type: event, at: createdAt, ...stored };
}

/** Where it can be looked at; null: there is no such place. */
export function screenOf({ data }: ToldEvent, baseUrl: string): string | null {
  const { interrupt_id: interruptId, run_id: runId } = data;
  if (typeof interruptId === 'string') return `${baseUrl}/i/${encodeURIComponent(interruptId)}`;
  return typeof runId === 'string' ? `${baseUrl}/runs/${runId}` : null;
}
