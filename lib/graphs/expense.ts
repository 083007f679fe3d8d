import { z } from 'zod';
import { END, interrupt, type LangGraphRunnableConfig, START, StateGraph } from '#lib/engine';
import { type Approver, approvalAnswer, type Expense, ExpenseState, type ExpenseUpdate } from './expense/state';

const submission = z.object({ description: z.string().min(1), amount: z.number().positive() });

/** Checks what came in and gives the expense its name. */
function submit(state: Expense, config: LangGraphRunnableConfig): ExpenseUpdate {
  const checked = submission.safeParse(state);
  if (!checked.success) {
    const problems = checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n');
    throw new TypeError(
      `An expense needs a description and an amount above 0, for example {"description": "Train to Bern", "amount": 120}.\n${problems}`,
    );
  }
  return { expense_id: expenseId(config), approvals: null, approved_amount: null, status: 'submitted' };
}

/** A node that asks one approver. Both run in the same superstep, so both questions are open at once. */
function approvalBy(approver: Approver) {
  return (state: Expense): ExpenseUpdate => {
    const question = {
      title: `${approver === 'manager' ? 'Manager' : 'Finance'} approval: ${state.description}`,
      message: `May we pay ${state.amount} for “${state.description}”?`,
      approver,
      description: state.description,
      amount: state.amount,
    };
    return { approvals: { [approver]: interrupt(question, { responseSchema: approvalAnswer }) } };
  };
}

/** Both must agree; of several amounts the lowest is paid. */
function decide(state: Expense): ExpenseUpdate {
  const approvals = Object.values(state.approvals);
  if (approvals.some((approval) => approval.decision === 'reject'))
    return { status: 'rejected', approved_amount: null };
  const edited = approvals.flatMap(({ decision, amount }) =>
    decision === 'edit' && amount !== undefined ? [amount] : [],
  );
  return { status: 'approved', approved_amount: Math.min(state.amount, ...edited) };
}

/**
 * Pays, and never twice. A node may run again: after a crash, after a retry, or in a replay of an older checkpoint. What
 * stays the same in all of them is `expense_id`, so it is the idempotency key: a real payment service is called with it and
 * ignores a repetition, and the reducer of `payments` keeps the first entry of a key. No money moves in this demo; the entry
 * in the state stands for the payment.
 */
function pay(state: Expense): ExpenseUpdate {
  if (state.expense_id in state.payments) return { status: 'paid' };
  const payment = { description: state.description, amount: state.approved_amount ?? state.amount };
  return { payments: { [state.expense_id]: payment }, status: 'paid' };
}

/** The thread and the task that submitted it, whose id follows from its checkpoint: the same however often it runs again. */
function expenseId({ configurable }: LangGraphRunnableConfig): string {
  return [configurable.thread_id, configurable.checkpoint_ns].join('/');
}

export const expense = new StateGraph(ExpenseState)
  .addNode('submit', submit)
  .addNode('manager_approval', approvalBy('manager'))
  .addNode('finance_approval', approvalBy('finance'))
  .addNode('decide', decide)
  .addNode('pay', pay)
  .addNode('rejected', () => ({ status: 'rejected' as const }))
  .addEdge(START, 'submit')
  .addEdge('submit', 'manager_approval')
  .addEdge('submit', 'finance_approval')
  .addEdge(['manager_approval', 'finance_approval'], 'decide')
  .addConditionalEdges('decide', (state) => (state.status === 'rejected' ? 'rejected' : 'pay'), ['pay', 'rejected'])
  .addEdge('pay', END)
  .addEdge('rejected', END)
  .compile({ name: 'expense' });
