import { t } from '#lib/language/gettext';
import { buildReply } from './build-reply';
import { checkFormValue } from './check-reply';
import { type Draft, draftOf, readDraft, recordOf } from './form/draft';
import type { DecisionPlan, FormPlan } from './form/form-plan';
import { planForm } from './plan-form';
import type { Question } from './question';

/** An answer that needs nothing but to be chosen. */
export interface OnePressDecision {
  /** The same for decisions of different questions that mean the same. */
  key: string;
  label: string;
  /** What the graph is resumed with. */
  reply: unknown;
}

const intents = () => ({ approve: t`Approve`, reject: t`Reject` });
type ClearIntent = keyof ReturnType<typeof intents>;

/**
 * The answers to a question that several questions can be given together: to approve, to reject, or one of the choices it offers.
 * Where the reply to a question is a guess, there is none.
 */
export function onePressDecisions(question: Question): OnePressDecision[] {
  const plan = planForm(question);
  return draftsOf(plan).flatMap(({ key, label, draft }) => {
    const { value, errors } = readDraft(plan, draft);
    const isComplete = errors.length === 0 && checkFormValue(question, value).length === 0;
    return isComplete ? [{ key, label, reply: buildReply(question, value) }] : [];
  });
}

interface NamedDraft {
  key: string;
  label: string;
  draft: Draft;
}

function draftsOf(plan: FormPlan): NamedDraft[] {
  switch (plan.kind) {
    case 'choice':
      return plan.options.map(({ label, value }, index) => ({
        key: `choice ${JSON.stringify(value)}`,
        label,
        draft: String(index),
      }));
    case 'decision':
      return ofIntents([plan], ([draft]) => draft);
    case 'batch':
      return ofIntents(plan.items, (drafts) => drafts);
    default:
      return [];
  }
}

function ofIntents(plans: DecisionPlan[], join: (drafts: Draft[]) => Draft | undefined): NamedDraft[] {
  // Its keys are all there are.
  return (Object.entries(intents()) as [ClearIntent, string][]).flatMap(([intent, label]) => {
    const drafts = plans.map((plan) => decided(plan, intent));
    const draft = drafts.every((each) => each !== null) ? join(drafts) : undefined;
    return draft === undefined ? [] : [{ key: intent, label, draft }];
  });
}

function decided(plan: DecisionPlan, intent: ClearIntent): Draft | null {
  const index = plan.options.findIndex((option) => option.intent === intent);
  return index === -1 ? null : { ...recordOf(draftOf(plan)), option: String(index) };
}
