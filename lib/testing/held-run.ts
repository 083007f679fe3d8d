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
  /** Default: a new one. */
  threadId?: string;
  /** In place of an input. */
  command?: Record<string, unknown>;
}

/** A run that stands at its gate in the second node, with the first one committed. */
export async function heldRun(hp: TestHoldpoint, hold: Hold) {
  const { gates, word, graphId = 'steps', kwargs, leaseMs, command } = hold;
  const gate = new Gate();
  gates[word] = gate;
  const threadId = hold.threadId ?? (await hp.newThread());
  const run = await hp.send(threadId, graphId, { ...(command ? { command } : { input: { say: word } }), kwargs });
  const worker = new Worker(hp, { leaseMs });
  await worker.tick();
  await gate.reached;
  return { threadId, run, gate, worker };
}
