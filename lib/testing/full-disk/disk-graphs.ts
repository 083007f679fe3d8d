import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Annotation, type CompiledStateGraph, END, interrupt, START, StateGraph } from '#lib/engine';

const State = Annotation.Root({
  steps: Annotation<number>,
  kilobytes: Annotation<number>,
  paceMs: Annotation<number>,
  /** So large, and so random that nobody can make it smaller. */
  blob: Annotation<string>,
  log: Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
  done: Annotation<number>({ reducer: (a, b) => a + b, default: () => 0 }),
});

/** Stores so many kilobytes after each of so many supersteps. */
const heavy = new StateGraph(State)
  .addNode('grow', async ({ kilobytes, paceMs, done }, { signal }) => {
    await sleep(paceMs ?? 0, undefined, { signal });
    return { blob: randomBytes(kilobytes * 768).toString('base64'), log: [`step ${done + 1}`], done: 1 };
  })
  .addEdge(START, 'grow')
  .addConditionalEdges('grow', ({ done, steps }) => (done < steps ? 'grow' : END))
  .compile();

const ask = new StateGraph(State)
  .addNode('ask', () => ({ log: [interrupt<string, string>('Go on?')] }))
  .addEdge(START, 'ask')
  .addEdge('ask', END)
  .compile();

export const DISK_GRAPHS: Record<string, CompiledStateGraph> = { heavy, ask };
