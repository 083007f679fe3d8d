import { t } from '#lib/language/gettext';
import { isRecord } from '#lib/runs/is-record';
import type { Intent } from './form/form-plan';
import { intentOf, LEADS } from './form/plan-decision';
import { readReasons, reasonKindOf } from './read-reasons';

/** Up to this an answer is read as quickly as its words. */
const SHORT = 80;
const REASON_LENGTH = 120;

/**
 * A long answer in words, whichever convention it is in: `reject “Keep two years.”, edit send_email`, in the order of its
 * decisions. Null for what is short anyway, and for what is no decision.
 */
export function describeDecisions(answer: unknown): string | null {
  if ((JSON.stringify(answer)?.length ?? 0) <= SHORT) return null;
  const decisions = decisionsOf(answer).map(describeOne);
  return decisions.length === 0 || decisions.includes(null) ? null : decisions.join(', ');
}

/** A decision leads with its verdict; around it may be a list, `decisions` or a `payload`. */
function decisionsOf(answer: unknown): Record<string, unknown>[] {
  if (Array.isArray(answer)) return answer.flatMap(decisionsOf);
  if (!isRecord(answer)) return [];
  if (Array.isArray(answer.decisions)) return answer.decisions.flatMap(decisionsOf);
  return isRecord(answer.payload) ? decisionsOf(answer.payload) : [answer];
}

function describeOne(decision: Record<string, unknown>): string | null {
  const lead = Object.keys(decision).find((key) => LEADS.has(key) && verbOf(decision[key]) !== null);
  const verb = lead === undefined ? null : verbOf(decision[lead]);
  if (verb === null) return null;
  const [reason] = readReasons(decision);
  const verdict = verdictOf(verb, editedName(decision));
  return reason ? explained(verdict, cut(reason.text)) : verdict;
}

const explained = (verdict: string, reason: string) => t`${verdict} “${reason}”`;

/** Of the whole question, or of the tool that is named. */
function verdictOf(verb: Verb, tool: string | null): string {
  switch (verb) {
    case 'approve':
      return tool === null ? t`approve` : t`approve ${tool}`;
    case 'edit':
      return tool === null ? t`edit` : t`edit ${tool}`;
    case 'reject':
      return tool === null ? t`reject` : t`reject ${tool}`;
    case 'respond':
      return tool === null ? t`respond` : t`respond ${tool}`;
    default:
      return verb satisfies never;
  }
}

type Verb = Exclude<Intent, 'other'> | 'respond';

function verbOf(value: unknown): Verb | null {
  if (reasonKindOf(value) === 'respond') return 'respond';
  const intent = intentOf(value);
  return intent === 'other' ? null : intent;
}

/** Which tool was edited: LangChain's middleware and Agent Inbox repeat its name. */
function editedName({ edited_action: snake, editedAction: camel, args }: Record<string, unknown>): string | null {
  const named = [snake, camel].find(isRecord)?.name ?? (isRecord(args) ? args.action : null);
  return typeof named === 'string' ? named : null;
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > REASON_LENGTH ? `${line.slice(0, REASON_LENGTH - 1)}…` : line;
}
