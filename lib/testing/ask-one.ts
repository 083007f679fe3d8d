import type { TestHoldpoint } from './holdpoint';

/** A new thread whose run waits at the first question of the graph. */
export async function askOne(hp: TestHoldpoint, graphId: string): Promise<{ threadId: string; interruptId: string }> {
  const threadId = await hp.newThread();
  await hp.send(threadId, graphId, { input: {} });
  await hp.runAll();
  const [question] = await hp.openQuestions(threadId);
  if (!question) throw new Error(`${graphId} asked nothing`);
  return { threadId, interruptId: question.id };
}
