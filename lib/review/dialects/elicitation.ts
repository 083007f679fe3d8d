import { t } from '#lib/language/gettext';
import { isRecord } from '#lib/runs/is-record';
import type { AnswerError } from '#lib/runs/validate-answer';
import { checkOneOf, errorsBelow } from '../form/answer-errors';
import { checkSchema } from '../form/check-schema';
import type { DecisionOption, DecisionPlan } from '../form/form-plan';
import { planSchema } from '../form/plan-schema';
import { asSchema, type JsonSchema } from '../form/read-schema';
import type { Question } from '../question';

type Elicitation = Extract<Question, { dialect: 'elicitation' | 'elicitation_url' }>;

/** The Model Context Protocol's elicitation, bare or as its JSON-RPC request. A request without a mode is for a form. */
export function recogniseElicitation(value: unknown): Elicitation | null {
  if (!isRecord(value)) return null;
  const isRequest = value.method === 'elicitation/create' && isRecord(value.params);
  const request = isRequest ? asSchema(value.params) : value;
  if (request.mode === 'url' && typeof request.url === 'string')
    return { dialect: 'elicitation_url', url: request.url };
  const schema = request.requestedSchema;
  if (isRecord(schema) && schema.type === 'object') return { dialect: 'elicitation', schema };
  return isRequest && schema === undefined ? { dialect: 'elicitation', schema: { type: 'object' } } : null;
}

/** Its reply is the value of this form as it is: `{action, content?}`. */
export function planElicitation(question: Elicitation): DecisionPlan {
  const refusals: DecisionOption[] = [
    { value: 'decline', label: t`Decline`, description: t`You say no`, intent: 'reject', fields: [] },
    { value: 'cancel', label: t`Cancel`, description: t`You do not decide now`, intent: 'other', fields: [] },
  ];
  const accept = { value: 'accept', intent: 'approve' } as const;
  if (question.dialect === 'elicitation_url') {
    return {
      kind: 'decision',
      key: 'action',
      options: [{ ...accept, label: t`I have done it`, fields: [] }, ...refusals],
    };
  }
  const content = { key: 'content', label: t`Details`, required: true, plan: planSchema(question.schema) };
  const fields = asksForNothing(question.schema) ? [] : [content];
  const options = [{ ...accept, label: fields.length > 0 ? t`Send details` : t`Accept`, fields }, ...refusals];
  return { kind: 'decision', key: 'action', initial: 0, options };
}

function asksForNothing(schema: JsonSchema): boolean {
  return Object.keys(asSchema(schema.properties)).length === 0;
}

export function checkElicitation(question: Elicitation, reply: unknown): AnswerError[] {
  const { action, content } = asSchema(reply);
  const wrongAction = checkOneOf(action, ['accept', 'decline', 'cancel']);
  if (wrongAction.length > 0) return errorsBelow(['action'], wrongAction);
  if (action !== 'accept' || question.dialect === 'elicitation_url') return [];
  return errorsBelow(['content'], checkSchema(content ?? {}, question.schema));
}
