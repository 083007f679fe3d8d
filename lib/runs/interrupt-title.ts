import { oneLine } from './input-title';
import { isRecord } from './is-record';
import { maskValue } from './masking/mask-value';
import { secretNames } from './masking/secret-names';

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
  const asked = insideOf(value);
  const text = actionTitle(asked) ?? sentence(asked) ?? textToEdit(asked) ?? outline(asked);
  return oneLine(text) || 'A question without text';
}

/** What is asked, without what some conventions put around it: a list, a JSON-RPC request, JSON text, `[taskId, {value}]`. */
function insideOf(value: unknown): unknown {
  const parsed = typeof value === 'string' && value.includes('"action_request"') ? parsedOr(value) : value;
  const inner: unknown = Array.isArray(parsed) ? [parsed].flat(3).find(isRecord) : parsed;
  if (!isRecord(inner)) return parsed;
  if (inner.method === 'elicitation/create' && isRecord(inner.params)) return inner.params;
  return isRecord(inner.value) && 'action_request' in inner.value ? inner.value : inner;
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Approval requests name the tools they want to run: `action_requests`, `actionRequests`, or Agent Inbox's `action_request`. */
function actionTitle(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (!isRecord(first)) return undefined;
  if (first.state === 'approval-requested' && typeof first.type === 'string') {
    return `Approve ${first.type.replace(/^tool-/, '')}`;
  }
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
  return Array.isArray(value.questions) ? sentence(value.questions[0]) : undefined;
}

/** What a shape that nobody knows holds, by its keys: better to read in a list than JSON. */
function outline(value: unknown): string {
  if (!isRecord(value)) return JSON.stringify(value) ?? String(value);
  return Object.entries(maskValue(value, secretNames()) as object)
    .map(([key, each]) => `${key}: ${inShort(each)}`)
    .join(', ');
}

function inShort(value: unknown): string {
  if (Array.isArray(value)) return value.length === 1 ? '1 item' : `${value.length} items`;
  if (isRecord(value)) return `{${Object.keys(value).join(', ')}}`;
  return String(value);
}

/** Words of a key: `textToRevise`, `llm_output`, and not `context`. */
const EDITABLE = /(^|_)(text|draft|output)|(Text|Draft|Output)/;

function textToEdit(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined;
  const text = Object.entries(value).find(([key, each]) => EDITABLE.test(key) && typeof each === 'string');
  return text ? `Edit: ${String(text[1])}` : undefined;
}
