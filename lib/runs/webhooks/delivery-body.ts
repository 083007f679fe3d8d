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

export interface Addresses {
  /** Of the screens. */
  baseUrl: string;
  /** At which the question can be answered; null: it is not told. */
  answerUrl: string | null;
}

/** The body of a delivery of an event, as JSON text. */
export function eventBody({ event, payload, createdAt }: TakenDelivery, { baseUrl, answerUrl }: Addresses): string {
  // The triggers and sendTestDelivery write no other shape.
  const { data, content } = decodeValue(payload ?? '{"data":{},"content":null}') as StoredPayload;
  const facts = Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, key.endsWith('_at') ? iso(value) : value]),
  );
  return toWire({
    type: event,
    timestamp: createdAt.toISOString(),
    data: {
      ...facts,
      ...link(data, baseUrl),
      ...(answerUrl && { answer_url: answerUrl }),
      ...contentOf(event, content),
    },
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
