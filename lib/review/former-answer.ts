import { isRecord } from '#lib/runs/is-record';
import type { AnswerError } from '#lib/runs/validate-answer';
import { promptOf } from './prompt-of';
import { sameJson } from './same-json';

/** A question as far as it says what is asked. */
interface AskedQuestion {
  value: unknown;
  responseSchema: unknown;
}

/**
 * Whether a node asks the same thing again because the answer would not do. Several questions of one node also follow each
 * other, and to those a former answer means nothing.
 */
export function isRepeat(former: AskedQuestion & { answer: unknown }, now: AskedQuestion): boolean {
  if (!sameJson(former.responseSchema, now.responseSchema)) return false;
  if (sameJson(former.value, now.value) || errorsIn(now.value).length > 0) return true;
  const [before, after] = [textIn(former.value), textIn(now.value)];
  if (before === '' || after === '') return false;
  return sharesSentence(before, after) || refuses(after, former.answer);
}

function textIn(value: unknown): string {
  return promptOf(value).text?.trim() ?? '';
}

function sharesSentence(before: string, after: string): boolean {
  const known = sentencesOf(before);
  return after.includes(before) || sentencesOf(after).some((sentence) => known.includes(sentence));
}

/** One word is too little to tell a question by. */
function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?:])\s+|\n+/).filter((sentence) => sentence.includes(' '));
}

const REFUSAL = /\b(not|invalid|again|wrong|must|cannot|can't|isn't|too)\b/i;

function refuses(text: string, answer: unknown): boolean {
  const words = typeof answer === 'string' ? answer.trim() : JSON.stringify(answer);
  return Boolean(words) && text.includes(words) && REFUSAL.test(text);
}

/** What a payload says is wrong with the answer before it: `error`, or `errors` by field, as a list or as texts. */
export function errorsIn(value: unknown): AnswerError[] {
  if (!isRecord(value)) return [];
  const { error, errors } = value;
  const single = typeof error === 'string' ? [{ path: [], message: error }] : [];
  if (Array.isArray(errors)) return [...single, ...errors.flatMap(errorFrom)];
  if (!isRecord(errors)) return single;
  return [...single, ...Object.entries(errors).flatMap(([key, message]) => messagesAt(key, message))];
}

function errorFrom(item: unknown): AnswerError[] {
  if (typeof item === 'string') return [{ path: [], message: item }];
  if (!isRecord(item) || typeof item.message !== 'string') return [];
  const { path, field } = item;
  const keys = Array.isArray(path) ? path : [path ?? field].filter((key) => key !== undefined);
  return [{ path: keys.filter(isKey), message: item.message }];
}

function messagesAt(key: string, message: unknown): AnswerError[] {
  return [message].flat().flatMap((text) => (typeof text === 'string' ? [{ path: [key], message: text }] : []));
}

function isKey(part: unknown): part is string | number {
  return typeof part === 'string' || typeof part === 'number';
}

const REFUSED = /^The answer to interrupt \w+ does not fit its schema\. (.+)$/s;

/** The engine's refusal of an answer, by field; any other failure as one sentence about the whole. */
export function errorsOfRefusal(message: string): AnswerError[] {
  const issues = REFUSED.exec(message)?.[1];
  if (issues === undefined) return [{ path: [], message }];
  return issues.split('; ').map((issue) => {
    const [, path, text] = /^([\w.]+): (.+)$/s.exec(issue) ?? [];
    return path && text ? { path: path.split('.'), message: text } : { path: [], message: issue };
  });
}
