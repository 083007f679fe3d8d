import type { RunKwargs } from '#lib/runs/run-kwargs';
import { Worker } from '#lib/runs/worker';
import { Gate } from './gate';
import type { TestHoldpoint } from './holdpoint';

export interface Hold {
  gates: Record<string, Gate>;
  word: string;
  /** A graph made by twoSteps. */
  graphId?: string;
  kwargs?: RunKwargs;
  leaseMs?: number;
}

/** A run that stands at its gate in the second node, with the first one committed. */
export async function heldRun(hp: TestHoldpoint, { gates, word, graphId = 'steps', kwargs, leaseMs }: Hold) {
  const gate = new Gate();
  gates[word] = gate;
  const threadId = await hp.newThread();
  const run = await hp.send(threadId, graphId, { input: { say: word }, kwargs });
  const worker = new Worker(hp, { leaseMs });
  await worker.tick();
  await gate.reached;
  return { threadId, run, gate, worker };
}
