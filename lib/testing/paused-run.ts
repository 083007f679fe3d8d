import type { TestHoldpoint } from './holdpoint';

/** A thread with an answered question behind it, and a run (input `say`) that waits at the next one. The graph asks one question. */
export async function pausedRun(hp: TestHoldpoint, graphId: string, say: string) {
  const threadId = await hp.newThread();
  await hp.send(threadId, graphId, { input: { log: ['before'] } });
  await hp.runAll();
  const [first] = await hp.openQuestions(threadId);
  await hp.send(threadId, graphId, { command: { resume: { [first?.id ?? '']: 'yes' } } });
  await hp.runAll();
  const run = await hp.send(threadId, graphId, { input: { log: [say] } });
  await hp.runAll();
  return { threadId, run };
}
