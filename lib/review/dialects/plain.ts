import { isRecord } from '#lib/runs/is-record';
import type { Choice, Question } from '../question';

/** Home-grown payloads: a list of options, a sentence, or a text to correct. Their replies are a convention, not a contract. */
export function recogniseChoices(value: unknown): Question | null {
  if (!isRecord(value)) return null;
  const asks = ['question', 'message', 'prompt', 'title'].some((key) => typeof value[key] === 'string');
  const options = value.options ?? value.choices;
  if (!asks || !Array.isArray(options) || options.length === 0) return null;
  const choices = options.map(readChoice);
  if (!choices.every((choice) => choice !== null)) return null;
  const multiple =
    value.multi === true || value.multiple === true || value.mode === 'multi' || value.mode === 'multiple';
  return { dialect: 'choices', choices, multiple };
}

function readChoice(option: unknown): Choice | null {
  if (typeof option === 'string') return { value: option, label: option };
  if (!isRecord(option) || typeof option.value !== 'string') return null;
  return { value: option.value, label: typeof option.label === 'string' ? option.label : option.value };
}

const QUESTION_KEYS = [
  'question',
  'query',
  'prompt',
  'message',
  'instruction',
  'instructions',
  'task',
  'text',
  'content',
];

export function recogniseQuestion(value: unknown): Question | null {
  if (typeof value === 'string') return { dialect: 'question', replyKey: null };
  if (!isRecord(value)) return null;
  const key = QUESTION_KEYS.find((name) => typeof value[name] === 'string');
  if (key === undefined) return null;
  // LangGraph's tutorial asks `{query}` and reads `{data}`.
  return { dialect: 'question', replyKey: key === 'query' ? 'data' : null };
}

const EDITABLE = /text|draft|output/i;

export function recogniseEditableText(value: unknown): Question | null {
  if (!isRecord(value)) return null;
  const texts = Object.entries(value).filter(([key, text]) => EDITABLE.test(key) && typeof text === 'string');
  const [only] = texts;
  return only && texts.length === 1 ? { dialect: 'editable_text', key: only[0], text: String(only[1]) } : null;
}
