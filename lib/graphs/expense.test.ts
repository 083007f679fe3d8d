import { describe, expect, it } from 'vitest';
import { CONFIG_KEY_CHECKPOINTER, Command, type Interrupt, MemorySaver } from '#lib/engine';
import { expense } from './expense';

const onNewThread = () => ({
  configurable: { thread_id: crypto.randomUUID(), [CONFIG_KEY_CHECKPOINTER]: new MemorySaver() },
});
type Config = ReturnType<typeof onNewThread>;

const train = { description: 'Train to Bern', amount: 120 };

/** The open question of each node that asks. */
async function questions(config: Config): Promise<Record<string, Interrupt>> {
  const { tasks } = await expense.getState(config);
  return Object.fromEntries(tasks.flatMap((task) => task.interrupts.map((question) => [task.name, question])));
}

async function answer(config: Config, node: 'manager_approval' | 'finance_approval', value: unknown) {
  const question = (await questions(config))[node];
  return expense.invoke(new Command({ resume: { [question?.id ?? '']: value } }), config);
}

async function decideBoth(config: Config, manager: unknown, finance: unknown) {
  await answer(config, 'manager_approval', manager);
  return answer(config, 'finance_approval', finance);
}

describe('the expense graph', () => {
  it('asks both approvers at once, each with a schema for the answer', async () => {
    const config = onNewThread();

    await expense.invoke(train, config);

    const open = await questions(config);
    expect(Object.keys(open).sort()).toEqual(['finance_approval', 'manager_approval']);
    expect(open.manager_approval?.value).toMatchObject({ title: 'Manager approval: Train to Bern', amount: 120 });
    expect(open.manager_approval?.response_schema).toMatchObject({
      type: 'object',
      properties: { decision: { enum: ['approve', 'reject', 'edit'] }, amount: { exclusiveMinimum: 0 } },
      required: ['decision'],
    });
  });

  it('waits for the second approver after the first one answered', async () => {
    const config = onNewThread();
    await expense.invoke(train, config);

    await answer(config, 'manager_approval', { decision: 'approve' });

    expect(Object.keys(await questions(config))).toEqual(['finance_approval']);
    expect((await expense.getState(config)).next).toEqual(['finance_approval']);
  });

  it('pays once both approve', async () => {
    const config = onNewThread();
    await expense.invoke(train, config);

    const paid = await decideBoth(config, { decision: 'approve' }, { decision: 'approve' });

    expect(paid.status).toBe('paid');
    expect(Object.values(paid.payments)).toEqual([train]);
  });

  it('pays the lowest amount that was asked for', async () => {
    const config = onNewThread();
    await expense.invoke(train, config);

    const paid = await decideBoth(config, { decision: 'edit', amount: 100 }, { decision: 'edit', amount: 90 });

    expect(Object.values(paid.payments)).toEqual([{ ...train, amount: 90 }]);
  });

  it('pays nothing when one rejects', async () => {
    const config = onNewThread();
    await expense.invoke(train, config);

    const rejected = await decideBoth(config, { decision: 'approve' }, { decision: 'reject', reason: 'Too dear' });

    expect(rejected).toMatchObject({
      status: 'rejected',
      payments: {},
      approvals: { finance: { reason: 'Too dear' } },
    });
  });

  it.each([{ decision: 'edit' }, { decision: 'edit', amount: 0 }, { decision: 'perhaps' }, 'approve'])(
    'refuses the answer %j and keeps asking',
    async (wrong) => {
      const config = onNewThread();
      await expense.invoke(train, config);

      await expect(answer(config, 'manager_approval', wrong)).rejects.toThrow();

      expect(Object.keys(await questions(config)).sort()).toEqual(['finance_approval', 'manager_approval']);
    },
  );

  it('pays once although the payment is executed again from an older checkpoint', async () => {
    const config = onNewThread();
    await expense.invoke(train, config);
    const paid = await decideBoth(config, { decision: 'approve' }, { decision: 'approve' });
    const history = [];
    for await (const snapshot of expense.getStateHistory(config)) history.push(snapshot);
    const beforePayment = history.find((snapshot) => snapshot.next.includes('pay'));

    const again = await expense.invoke(null, {
      configurable: { ...config.configurable, ...beforePayment?.config.configurable },
    });

    expect(beforePayment).toBeDefined();
    expect(Object.keys(again.payments)).toEqual(Object.keys(paid.payments));
  });

  it('forgets the approvals of the expense before', async () => {
    const config = onNewThread();
    await expense.invoke(train, config);
    await decideBoth(config, { decision: 'approve' }, { decision: 'approve' });

    await expense.invoke({ description: 'Chair', amount: 300 }, config);

    expect(Object.keys(await questions(config))).toHaveLength(2);
    expect((await expense.getState(config)).values.approvals).toEqual({});
    const paid = await decideBoth(config, { decision: 'approve' }, { decision: 'approve' });
    expect(Object.values(paid.payments)).toEqual([train, { description: 'Chair', amount: 300 }]);
  });

  it.each([{}, { description: 'Chair' }, { description: '', amount: 3 }, { description: 'Chair', amount: -1 }])(
    'says what an expense needs when it gets %j',
    async (input) => {
      // A client may send anything; the types say what it should send.
      const sent = input as typeof train;

      await expect(expense.invoke(sent, onNewThread())).rejects.toThrow('needs a description and an amount');
    },
  );
});
