import { isRecord } from '#lib/runs/is-record';
import type { Question } from './question';

/** What a reviewer should know about this reply before it is sent, or null. */
export function replyWarning(question: Question, value: unknown): string | null {
  if (question.dialect !== 'middleware' || question.casing !== 'camel' || !Array.isArray(value)) return null;
  const types = value.map((decision: unknown) => (isRecord(decision) ? decision.type : undefined));
  const mixed = types.includes('reject') && types.some((type) => type === 'approve' || type === 'edit');
  return mixed ? 'LangChain.js drops the approved calls of a batch in which one call is rejected.' : null;
}
