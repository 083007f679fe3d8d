import { answerInterrupt } from '#lib/runs/answer-interrupt';
import { createRun } from '#lib/runs/create-run';
import { waitForRun } from '#lib/runs/events';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { createThread } from '#lib/runs/threads';
import { Worker } from '#lib/runs/worker';

/** Threads that really ran; a large database is made of copies of them. */
export interface Templates {
  /** Its run is done, after as many checkpoints as asked for. */
  done: string;
  /** Waits at a question. */
  waiting: string;
  /** Its question was answered, and its runs are done. */
  answered: string;
}

export async function makeTemplates(hp: Holdpoint, checkpoints: number): Promise<Templates> {
  const worker = new Worker(hp);
  worker.start();
  try {
    // The input makes two checkpoints.
    const done = await runToEnd(hp, 'steps', { left: Math.max(1, checkpoints - 2), ms: 0, value: 'a customer writes' });
    const waiting = await runToEnd(hp, 'ask', { value: 'a customer asks' });
    const answered = await runToEnd(hp, 'ask', { value: 'a customer asked' });
    const { id } = await hp.db.prisma.interrupt.findFirstOrThrow({ where: { threadId: answered } });
    const resumed = await answerInterrupt(hp, { interruptId: id, value: 25, actor: 'Ada' });
    await waitForRun(hp.db, { runId: resumed.id });
    return { done, waiting, answered };
  } finally {
    await worker.stop();
  }
}

async function runToEnd(hp: Holdpoint, assistantId: string, input: object): Promise<string> {
  const thread = await createThread(hp, { metadata: { graph_id: assistantId } });
  const run = await createRun(hp, { threadId: thread.id, assistantId, input });
  await waitForRun(hp.db, { runId: run.id });
  return thread.id;
}
