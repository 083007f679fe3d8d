import { isRecord } from '#lib/runs/is-record';
import { wordsOf } from '../form/label-of';
import { asSchema, looksLikeSchema } from '../form/read-schema';
import type { Choice, Question } from '../question';

/** Home-grown payloads: a schema, a list of options, a sentence, or a text to correct. Their replies are a habit, not a contract. */
export function recogniseEmbeddedSchema(value: unknown): Question | null {
  if (!isRecord(value)) return null;
  const { schema, resumeSchema, resume_schema, response_schema, responseSchema, jsonSchema, form } = value;
  const places = [
    schema,
    resumeSchema,
    resume_schema,
    response_schema,
    responseSchema,
    jsonSchema,
    asSchema(form).schema,
  ];
  const found = places.find(looksLikeSchema);
  if (!found) return null;
  const defaults = value.default_args;
  return { dialect: 'embedded_schema', schema: isRecord(defaults) ? { ...found, default: defaults } : found };
}

export function recogniseChoices(value: unknown): Question | null {
  if (!isRecord(value)) return null;
  const asks = ['question', 'message', 'prompt', 'title'].some((key) => typeof value[key] === 'string');
  const given = value.options ?? value.choices;
  const options = given === undefined && value.mode === 'confirm' ? ['yes', 'no'] : given;
  if (!asks || !Array.isArray(options) || options.length === 0) return null;
  const choices = options.map(readChoice);
  if (!choices.every((choice) => choice !== null)) return null;
  const multiple =
    value.multi === true || value.multiple === true || value.mode === 'multi' || value.mode === 'multiple';
  return { dialect: 'choices', choices, multiple };
}

function readChoice(option: unknown): Choice | null {
  const { value, label } = isRecord(option) ? option : { value: option, label: undefined };
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return null;
  return { value, label: typeof label === 'string' ? label : String(value) };
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

/** Words of a key, for `context` is no text: `textToRevise`, `llm_output`, `draft`. */
const EDITABLE = ['text', 'draft', 'output', 'content'];

export function recogniseEditableText(value: unknown): Question | null {
  if (!isRecord(value)) return null;
  const isEditable = (key: string) => wordsOf(key).some((word) => EDITABLE.includes(word));
  const texts = Object.entries(value).filter(([key, text]) => isEditable(key) && typeof text === 'string');
  const [only] = texts;
  return only && texts.length === 1 ? { dialect: 'editable_text', key: only[0], text: String(only[1]) } : null;
}
