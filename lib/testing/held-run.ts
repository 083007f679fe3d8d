import { Worker } from '#lib/runs/worker';
import { Gate } from './gate';
import type { TestHoldpoint } from './holdpoint';

/** A run of the graph `steps` (see twoSteps) that stands at its gate in the second node, with the first one committed. */
export async function heldRun(hp: TestHoldpoint, gates: Record<string, Gate>, word: string) {
  const gate = new Gate();
  gates[word] = gate;
  const threadId = await hp.newThread();
  const run = await hp.send(threadId, 'steps', { input: { say: word } });
  const worker = new Worker(hp);
  await worker.tick();
  await gate.reached;
  return { threadId, run, gate, worker };
}
