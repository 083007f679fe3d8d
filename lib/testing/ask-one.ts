import type { CreateRunRequest } from '#lib/runs/create-run';
import type { TestHoldpoint } from './holdpoint';

/** A new thread whose run waits at the first questions of the graph. */
export async function askOne(hp: TestHoldpoint, graphId: string, request: Partial<CreateRunRequest> = {}) {
  const threadId = await hp.newThread();
  const run = await hp.send(threadId, graphId, { input: {}, ...request });
  await hp.runAll();
  const questions = await hp.openQuestions(threadId);
  const [question] = questions;
  if (!question) throw new Error(`${graphId} asked nothing`);
  return { threadId, run, question, questions, interruptId: question.id };
}
