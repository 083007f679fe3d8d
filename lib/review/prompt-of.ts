import { isRecord } from '#lib/runs/is-record';
import type { Dialect, Prompt, Question } from './question';

const TEXT_KEYS = [
  'question',
  'query',
  'prompt',
  'message',
  'instruction',
  'instructions',
  'description',
  'task',
  'text',
  'content',
];

/** Keys that the form itself shows. */
const SHOWN: Partial<Record<Dialect, string[]>> = {
  middleware: ['action_requests', 'actionRequests', 'review_configs', 'reviewConfigs'],
  agent_inbox: ['action_request', 'config', 'description'],
  ag_ui: ['id', 'responseSchema'],
  elicitation: ['requestedSchema', 'mode', 'method', 'params'],
  elicitation_url: ['mode', 'url'],
  tool_approval: ['type', 'state', 'input', 'approval'],
  option_approval: ['approval'],
  embedded_schema: [
    'schema',
    'resumeSchema',
    'resume_schema',
    'responseSchema',
    'response_schema',
    'form',
    'jsonSchema',
    'default_args',
  ],
  question_list: ['questions'],
  tool_review: ['tool_call', 'toolCall'],
  choices: ['options', 'choices', 'mode', 'multi', 'multiple'],
};

/** Sorts a payload into the sentence a person reads and the rest of it. */
export function promptOf(value: unknown, question?: Question): Prompt {
  if (typeof value === 'string') return { text: value, context: {} };
  const payload = unwrapped(value, question);
  if (!payload) return { text: null, context: {} };
  // The title stands above every question already.
  const shown = new Set(['title', ...((question && SHOWN[question.dialect]) ?? [])]);
  if (question?.dialect === 'editable_text') shown.add(question.key);
  const textKey = TEXT_KEYS.find((key) => !shown.has(key) && typeof payload[key] === 'string' && payload[key] !== '');
  const text = textKey === undefined ? null : String(payload[textKey]);
  const context = Object.fromEntries(Object.entries(payload).filter(([key]) => key !== textKey && !shown.has(key)));
  // Without a known shape the whole payload is shown as it came.
  return { text, context: question?.dialect === 'anything' ? {} : context };
}

/** An elicitation may come as a JSON-RPC request, whose parameters are what is asked; one AG-UI interrupt in a list of one. */
function unwrapped(value: unknown, question?: Question): Record<string, unknown> | null {
  const only: unknown = question?.dialect === 'ag_ui' && Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (!isRecord(only)) return null;
  return only.method === 'elicitation/create' && isRecord(only.params) ? only.params : only;
}
