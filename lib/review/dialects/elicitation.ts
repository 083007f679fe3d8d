import { isRecord } from '#lib/runs/is-record';
import type { DecisionOption, DecisionPlan } from '../form/form-plan';
import { planSchema } from '../form/plan-schema';
import type { JsonSchema } from '../form/read-schema';
import type { Question } from '../question';

type Elicitation = Extract<Question, { dialect: 'elicitation' | 'elicitation_url' }>;

/** The Model Context Protocol's elicitation, bare or as its JSON-RPC request. */
export function recogniseElicitation(value: unknown): Elicitation | null {
  if (!isRecord(value)) return null;
  const request = value.method === 'elicitation/create' && isRecord(value.params) ? value.params : value;
  if (request.mode === 'url' && typeof request.url === 'string')
    return { dialect: 'elicitation_url', url: request.url };
  const schema = request.requestedSchema;
  return isRecord(schema) && schema.type === 'object' ? { dialect: 'elicitation', schema } : null;
}

/** Its reply is the value of this form as it is: `{action, content?}`. */
export function planElicitation(schema: JsonSchema | null): DecisionPlan {
  const content = schema ? [{ key: 'content', label: 'Details', required: true, plan: planSchema(schema) }] : [];
  const options: DecisionOption[] = [
    { value: 'accept', label: schema ? 'Send details' : 'I have done it', intent: 'approve', fields: content },
    { value: 'decline', label: 'Decline', description: 'You say no', intent: 'reject', fields: [] },
    { value: 'cancel', label: 'Cancel', description: 'You do not decide now', intent: 'other', fields: [] },
  ];
  return { kind: 'decision', key: 'action', options };
}
