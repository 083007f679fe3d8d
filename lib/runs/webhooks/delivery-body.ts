import { toWire } from '#lib/store/to-wire';
import { isRecord } from '../is-record';
import { screenOf, type ToldEvent } from './told-event';

export interface Addresses {
  /** Of the screens. */
  baseUrl: string;
  /** At which the question can be answered; null: it is not told. */
  answerUrl: string | null;
}

/** The body of a delivery of an event, as JSON text. */
export function eventBody(event: ToldEvent, { baseUrl, answerUrl }: Addresses): string {
  const facts = Object.fromEntries(
    Object.entries(event.data).map(([key, value]) => [key, key.endsWith('_at') ? iso(value) : value]),
  );
  const url = screenOf(event, baseUrl);
  return toWire({
    type: event.type,
    timestamp: event.at.toISOString(),
    data: { ...facts, ...(url && { url }), ...(answerUrl && { answer_url: answerUrl }), ...contentOf(event) },
  });
}

/** PostgreSQL writes times with its own offset. */
function iso(value: unknown): unknown {
  return typeof value === 'string' ? new Date(value).toISOString() : value;
}

function contentOf({ type, content }: ToldEvent): Record<string, unknown> {
  if (!isRecord(content)) return {};
  const { answer, ...rest } = content;
  const isDecided = type === 'interrupt.answered' || type === 'interrupt.expired';
  return isDecided ? { ...rest, answer } : rest;
}
