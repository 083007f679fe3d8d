import { answerInterrupt } from '#lib/runs/answer-interrupt';
import { createRun } from '#lib/runs/create-run';
import { waitForRun } from '#lib/runs/events';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { createThread } from '#lib/runs/threads';

/** A run on a new thread, from its creation until a client that waits for it knows that it is done. */
export async function createAndJoin(hp: Holdpoint): Promise<void> {
  const thread = await createThread(hp, {});
  const run = await createRun(hp, { threadId: thread.id, assistantId: 'echo', input: { value: 1 } });
  await expectEnd(hp, run.id, 'done');
}

/** A run that asks, its answer, and the run that takes the answer to the end. */
export async function askAndAnswer(hp: Holdpoint): Promise<void> {
  const thread = await createThread(hp, {});
  const run = await createRun(hp, { threadId: thread.id, assistantId: 'ask', input: { value: 1 } });
  await expectEnd(hp, run.id, 'paused');
  const question = await hp.db.prisma.interrupt.findFirstOrThrow({
    where: { threadId: thread.id, outcome: 'pending' },
  });
  const resumed = await answerInterrupt(hp, { interruptId: question.id, value: 25 });
  await expectEnd(hp, resumed.id, 'done');
}

/** A bench that measured failures would be worse than none. */
async function expectEnd(hp: Holdpoint, runId: string, stopReason: string): Promise<void> {
  const outcome = await waitForRun(hp.db, { runId });
  if (outcome?.stopReason !== stopReason) {
    throw new Error(`Run ${runId} ended ${outcome?.stopReason ?? 'rolled back'} instead of ${stopReason}.`);
  }
}
