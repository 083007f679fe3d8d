import { answerInterrupt } from '#lib/runs/answer-interrupt';
import { createRun } from '#lib/runs/create-run';
import { waitForRun } from '#lib/runs/events';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { createThread } from '#lib/runs/threads';

/** Fixed ids: two servers that start together on one database make the same threads. */
const THREADS = {
  age: '00000000-0000-4000-8000-0000000000a1',
  expense: '00000000-0000-4000-8000-0000000000e1',
  halfApproved: '00000000-0000-4000-8000-0000000000e2',
  agent: '00000000-0000-4000-8000-0000000000a2',
} as const;

const DEMO_REVIEWER = 'Demo manager';
/** Any number that nothing else on this database locks by. */
const SEED_LOCK = 4_051_975;
const SEED_MS = 60_000;

/**
 * Gives a new database a few threads to try things on: questions that wait, and a conversation. Only a database that has never
 * received a run is new, so what a person deletes does not come back.
 */
export async function seedDemo(hp: Holdpoint, signal: AbortSignal): Promise<void> {
  const halfApproved = await createDemoRuns(hp);
  if (!halfApproved) return;
  await waitForRun(hp.db, { runId: halfApproved, signal });
  const question = await hp.db.prisma.interrupt.findFirst({
    where: { threadId: THREADS.halfApproved, node: 'manager_approval', outcome: 'pending' },
  });
  if (!question) return;
  const note = 'Part of the demo data.';
  await answerInterrupt(hp, { interruptId: question.id, value: { decision: 'approve' }, actor: DEMO_REVIEWER, note });
}

/** @returns the run of the expense that gets one of its approvals, or undefined when the database is not new. */
async function createDemoRuns(hp: Holdpoint): Promise<string | undefined> {
  return hp.db.prisma.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${SEED_LOCK})`;
      const [runs] = await tx.$queryRaw<{ used: boolean }[]>`SELECT is_called AS used FROM runs_seq_seq`;
      if (runs?.used) return undefined;
      const question = { role: 'user', content: "what's the weather in sf?" };
      await createDemoRun(hp, { graphId: 'agent', threadId: THREADS.agent, input: { messages: [question] } });
      await createDemoRun(hp, { graphId: 'age', threadId: THREADS.age, input: { foo: 'abc' } });
      const train = { description: 'Train tickets to the customer in Bern', amount: 184.5 };
      await createDemoRun(hp, { graphId: 'expense', threadId: THREADS.expense, input: train });
      const chair = { description: 'Standing desk for the new colleague', amount: 620 };
      return createDemoRun(hp, { graphId: 'expense', threadId: THREADS.halfApproved, input: chair });
    },
    { maxWait: SEED_MS, timeout: SEED_MS },
  );
}

interface DemoRun {
  graphId: string;
  threadId: string;
  input: unknown;
}

async function createDemoRun(hp: Holdpoint, { graphId, threadId, input }: DemoRun): Promise<string> {
  await createThread(hp, { threadId, metadata: { demo: true, graph_id: graphId }, ifExists: 'do_nothing' });
  const run = await createRun(hp, {
    threadId,
    assistantId: graphId,
    input,
    kwargs: { config: { configurable: { pace: 0 } } },
  });
  return run.id;
}
