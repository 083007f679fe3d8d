import { z } from 'zod';
import { Annotation } from '#lib/engine';

export type Approver = 'manager' | 'finance';

/** What an approver answers. It becomes the JSON Schema of the question, from which the review form is made. */
export const approvalAnswer = z
  .object({
    decision: z.enum(['approve', 'reject', 'edit']).meta({ title: 'Decision' }),
    amount: z
      .number()
      .positive()
      .optional()
      .meta({ title: 'Amount', description: 'The amount to pay instead; only for “edit”.' }),
    reason: z.string().max(500).optional().meta({ title: 'Reason' }),
  })
  .refine((answer) => answer.decision !== 'edit' || answer.amount !== undefined, {
    path: ['amount'],
    message: 'Say which amount to pay instead.',
  })
  // The same rule as the one above, in JSON Schema's words, for forms and for the check before the answer is accepted.
  // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema
  .meta({ if: { properties: { decision: { const: 'edit' } } }, then: { required: ['amount'] } });

export type Approval = z.infer<typeof approvalAnswer>;

export interface Payment {
  description: string;
  amount: number;
}

export const ExpenseState = Annotation.Root({
  description: Annotation<string>(),
  amount: Annotation<number>(),
  /** Names this expense: one thread may hold several, one after the other. */
  expense_id: Annotation<string>(),
  /** `null` forgets the approvals of the expense before. */
  approvals: Annotation<Partial<Record<Approver, Approval>>, Partial<Record<Approver, Approval>> | null>({
    reducer: (known, update) => (update === null ? {} : { ...known, ...update }),
    default: () => ({}),
  }),
  approved_amount: Annotation<number | null>(),
  status: Annotation<'submitted' | 'approved' | 'paid' | 'rejected'>(),
  /** By idempotency key, first write wins: a payment made twice is one payment here. */
  payments: Annotation<Record<string, Payment>>({
    reducer: (known, update) => ({ ...known, ...update, ...known }),
    default: () => ({}),
  }),
});

export type Expense = typeof ExpenseState.State;
export type ExpenseUpdate = typeof ExpenseState.Update;
