import { toWire } from '#lib/store/to-wire';
import { decodeValue } from '#lib/store/value-codec';
import { isRecord } from '../is-record';
import type { TakenDelivery } from './take-deliveries';

/** What a trigger has written of an event. */
interface StoredPayload {
  data: Record<string, unknown>;
  /** Only for endpoints that want it, and only while it is not too large. */
  content: Record<string, unknown> | null;
}

/** The body of a delivery of an event, as JSON text: the same at each try. */
export function eventBody({ event, payload, createdAt }: TakenDelivery, baseUrl: string): string {
  // The triggers and sendTestDelivery write no other shape.
  const { data, content } = decodeValue(payload ?? '{"data":{},"content":null}') as StoredPayload;
  const facts = Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, key.endsWith('_at') ? iso(value) : value]),
  );
  return toWire({
    type: event,
    timestamp: createdAt.toISOString(),
    data: { ...facts, ...link(data, baseUrl), ...contentOf(event, content) },
  });
}

/** PostgreSQL writes times with its own offset. */
function iso(value: unknown): unknown {
  return typeof value === 'string' ? new Date(value).toISOString() : value;
}

function link({ interrupt_id: interruptId, run_id: runId }: Record<string, unknown>, baseUrl: string) {
  if (typeof interruptId === 'string') return { url: `${baseUrl}/i/${encodeURIComponent(interruptId)}` };
  return typeof runId === 'string' ? { url: `${baseUrl}/runs/${runId}` } : {};
}

function contentOf(event: string, content: StoredPayload['content']): Record<string, unknown> {
  if (!isRecord(content)) return {};
  const { answer, ...rest } = content;
  const isDecided = event === 'interrupt.answered' || event === 'interrupt.expired';
  return isDecided ? { ...rest, answer } : rest;
}
