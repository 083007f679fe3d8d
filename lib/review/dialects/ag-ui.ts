import { c, t } from '#lib/language/gettext';
import { isRecord } from '#lib/runs/is-record';
import type { AnswerError } from '#lib/runs/validate-answer';
import { checkOneOf, errorsBelow } from '../form/answer-errors';
import { checkSchema } from '../form/check-schema';
import type { DecisionPlan, FieldPlan, FormPlan } from '../form/form-plan';
import { planSchema } from '../form/plan-schema';
import { asSchema, type JsonSchema } from '../form/read-schema';
import type { AgUiInterrupt, Question } from '../question';

type AgUi = Extract<Question, { dialect: 'ag_ui' }>;

/** AG-UI's interrupts; every open one must be addressed, and cancelling is not rejecting. */
export function recogniseAgUi(value: unknown): AgUi | null {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const interrupts = list.map(readInterrupt);
  return interrupts.length > 0 && interrupts.every((item) => item !== null) ? { dialect: 'ag_ui', interrupts } : null;
}

function readInterrupt(value: unknown): AgUiInterrupt | null {
  if (!isRecord(value) || typeof value.reason !== 'string') return null;
  if (!isRecord(value.responseSchema) && typeof value.toolCallId !== 'string') return null;
  const schema = isRecord(value.responseSchema) ? value.responseSchema : null;
  const id = typeof value.id === 'string' ? value.id : String(value.toolCallId ?? '');
  const { id: _id, message, responseSchema: _schema, ...context } = value;
  return { id, message: typeof message === 'string' ? message : value.reason, schema, context };
}

export function planAgUi({ interrupts }: AgUi): FormPlan {
  const items = interrupts.map(planInterrupt);
  // What one question says and brings is already above the form.
  const alone = { title: undefined, proposed: undefined };
  return { kind: 'batch', items: items.map((item) => (items.length > 1 ? item : { ...item, ...alone })) };
}

/** What a tool call is answered with when its interrupt names no schema. */
const APPROVAL = {
  type: 'object',
  properties: { approved: { type: 'boolean' }, editedArgs: { type: 'object' }, reason: { type: 'string' } },
  required: ['approved'],
};

function planInterrupt({ message, schema, context }: AgUiInterrupt): DecisionPlan {
  const payload: FieldPlan = { key: 'payload', label: t`Answer`, required: true, plan: planSchema(schema ?? APPROVAL) };
  return {
    kind: 'decision',
    key: 'status',
    title: message,
    proposed: context,
    initial: 0,
    options: [
      { value: 'resolved', label: c('verb').t`Answer`, intent: 'other', fields: [payload] },
      { value: 'cancelled', label: t`Cancel`, description: t`Ends it without an answer`, intent: 'reject', fields: [] },
    ],
  };
}

export function replyToAgUi({ interrupts }: AgUi, value: unknown): unknown {
  return (Array.isArray(value) ? value : []).map((answer: unknown, index) => {
    const { status, payload } = asSchema(answer);
    const interruptId = interrupts[index]?.id;
    return status === 'resolved' ? { interruptId, status, payload } : { interruptId, status };
  });
}

/** Every interrupt that is open must be addressed, by its own id. */
export function checkAgUi({ interrupts }: AgUi, reply: unknown): AnswerError[] {
  if (!Array.isArray(reply) || reply.length !== interrupts.length) {
    const count = interrupts.length;
    return [{ path: [], message: t`A list with one answer for each interrupt is needed: ${count}.` }];
  }
  return interrupts.flatMap((interrupt, index) => errorsBelow([index], checkItem(interrupt, asSchema(reply[index]))));
}

function checkItem({ id, schema }: AgUiInterrupt, { interruptId, status, payload }: JsonSchema): AnswerError[] {
  const errors = [
    ...errorsBelow(['interruptId'], checkOneOf(interruptId, [id])),
    ...errorsBelow(['status'], checkOneOf(status, ['resolved', 'cancelled'])),
  ];
  if (errors.length > 0 || status === 'cancelled') return errors;
  return errorsBelow(['payload'], checkSchema(payload, schema ?? APPROVAL));
}
