import { isRecord } from '#lib/runs/is-record';
import { explains, intentOf, LEADS } from './form/plan-decision';

/** What reviewers put into words: why not, or what instead. */
export type ReasonKind = 'reject' | 'respond';

export interface Reason {
  kind: ReasonKind;
  text: string;
}

const RESPONDS = /^(respond|response|feedback)$/i;

/** For which words an option asks; null: for none that come again. */
export function reasonKindOf(value: unknown): ReasonKind | null {
  if (RESPONDS.test(String(value))) return 'respond';
  return intentOf(value) === 'reject' ? 'reject' : null;
}

/** The reasons in an answer, whichever convention it is in: each decision in it may have one. */
export function readReasons(answer: unknown): Reason[] {
  if (Array.isArray(answer)) return answer.flatMap(readReasons);
  if (!isRecord(answer)) return [];
  const own = ownReason(answer);
  const inner = [answer.decisions, answer.payload].flatMap((part) =>
    isRecord(part) || Array.isArray(part) ? [part] : [],
  );
  return [...own, ...inner.flatMap(readReasons)];
}

function ownReason(answer: Record<string, unknown>): Reason[] {
  const lead = Object.keys(answer).find((key) => LEADS.has(key) && reasonKindOf(answer[key]) !== null);
  const kind = lead === undefined ? null : reasonKindOf(answer[lead]);
  // Agent Inbox calls the words of a response its `args`.
  const said = Object.entries(answer).find(
    ([key, value]) => typeof value === 'string' && (explains(key) || (key === 'args' && kind === 'respond')),
  );
  const text = typeof said?.[1] === 'string' ? said[1].trim() : '';
  return kind === null || text === '' ? [] : [{ kind, text }];
}
