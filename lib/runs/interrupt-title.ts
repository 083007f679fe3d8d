import { oneLine } from './input-title';
import { isRecord } from './is-record';

/** Where agents put the sentence they ask, in the order in which it says most. */
const QUESTION_KEYS = [
  'title',
  'question',
  'message',
  'prompt',
  'query',
  'instructions',
  'instruction',
  'description',
  'summary',
  'task',
  'text',
];

/** One line that says what a question is about, whatever the shape of its payload. Never empty. */
export function interruptTitle(value: unknown): string {
  const text = actionTitle(value) ?? sentence(value) ?? JSON.stringify(value) ?? String(value);
  return oneLine(text) || 'A question without text';
}

/** Approval requests name the tools they want to run: `action_requests`, `actionRequests`, or Agent Inbox's `action_request`. */
function actionTitle(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (!isRecord(first)) return undefined;
  const batch = first.action_requests ?? first.actionRequests ?? (first.action_request && [first.action_request]);
  if (!Array.isArray(batch) || batch.length === 0) return undefined;
  const names = batch.map((action) => (isRecord(action) ? (action.name ?? action.action) : undefined));
  return `Approve ${names.map((name) => (typeof name === 'string' ? name : 'an action')).join(', ')}`;
}

function sentence(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (!isRecord(value)) return undefined;
  for (const key of QUESTION_KEYS) {
    const text = value[key];
    if (typeof text === 'string' && text.trim()) return text;
  }
  return undefined;
}
