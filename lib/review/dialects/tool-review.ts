import { c, t } from '#lib/language/gettext';
import { isRecord } from '#lib/runs/is-record';
import type { DecisionPlan } from '../form/form-plan';
import { asSchema } from '../form/read-schema';
import type { Question } from '../question';
import { argsField } from './middleware';

type ToolReview = Extract<Question, { dialect: 'tool_review' }>;

/** The review of a tool call in LangGraph's older tutorial: `{question, tool_call}`. */
export function recogniseToolReview(value: unknown): ToolReview | null {
  if (!isRecord(value) || typeof value.question !== 'string') return null;
  const call = value.tool_call ?? value.toolCall;
  if (!isRecord(call) || typeof call.name !== 'string') return null;
  return { dialect: 'tool_review', name: call.name, args: call.args ?? {} };
}

/** Two options send `data`, arguments or words; the form tells them apart by its own keys. */
export function planToolReview({ name, args }: ToolReview): DecisionPlan {
  const feedback = {
    key: 'feedback',
    label: t`Feedback`,
    required: true,
    plan: { kind: 'text', format: 'multiline' },
  } as const;
  return {
    kind: 'decision',
    key: 'action',
    title: name,
    proposed: args,
    options: [
      { value: 'continue', label: t`Continue`, description: t`Runs as proposed`, intent: 'approve', fields: [] },
      {
        value: 'update',
        label: c('verb').t`Update`,
        description: t`Runs with changes`,
        intent: 'edit',
        fields: [argsField(args, null)],
      },
      {
        value: 'feedback',
        label: t`Feedback`,
        description: t`Does not run; your words go back`,
        intent: 'other',
        fields: [feedback],
      },
    ],
  };
}

export function replyToToolReview(value: unknown): unknown {
  const { action, args, feedback } = asSchema(value);
  const data = action === 'update' ? args : feedback;
  return data === undefined ? { action } : { action, data };
}

/** The form's value that leads to a reply. */
export function toolReviewValue(reply: unknown): unknown {
  const { action, data } = asSchema(reply);
  if (action === 'update') return { action, args: data };
  return action === 'feedback' ? { action, feedback: data } : { action };
}
