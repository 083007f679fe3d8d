import { isRecord } from '#lib/runs/is-record';
import type { DecisionPlan, FieldPlan, FormPlan } from '../form/form-plan';
import { planSchema } from '../form/plan-schema';
import { asSchema } from '../form/read-schema';
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
  return { id, message: typeof value.message === 'string' ? value.message : value.reason, schema };
}

export function planAgUi({ interrupts }: AgUi): FormPlan {
  const items = interrupts.map(planInterrupt);
  // One question's message is already the prompt above the form.
  return { kind: 'batch', items: items.map((item) => (items.length > 1 ? item : { ...item, title: undefined })) };
}

const approval = {
  type: 'object',
  properties: { approved: { type: 'boolean' }, reason: { type: 'string' } },
  required: ['approved'],
};

function planInterrupt({ message, schema }: AgUiInterrupt): DecisionPlan {
  const payload: FieldPlan = { key: 'payload', label: 'Answer', required: true, plan: planSchema(schema ?? approval) };
  return {
    kind: 'decision',
    key: 'status',
    title: message,
    options: [
      { value: 'resolved', label: 'Answer', intent: 'approve', fields: [payload] },
      { value: 'cancelled', label: 'Cancel', description: 'Ends it without an answer', intent: 'reject', fields: [] },
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
