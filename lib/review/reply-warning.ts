import { t } from '#lib/language/gettext';
import { isRecord } from '#lib/runs/is-record';
import type { Question } from './question';

/** What a reviewer should know about this reply before it is sent, or null. */
export function replyWarning(question: Question, value: unknown): string | null {
  if (question.dialect !== 'middleware' || !Array.isArray(value)) return null;
  const types = value.map((decision: unknown) => (isRecord(decision) ? decision.type : undefined));
  const isMixed = types.includes('reject') && types.some((type) => type === 'approve' || type === 'edit');
  if (!isMixed) return null;
  return question.casing === 'camel'
    ? t`With LangChain.js, one rejected call drops the approved ones of this batch: none of them runs, and the model starts anew.`
    : t`With LangChain for Python, the approved calls run; the rejected ones do not.`;
}
