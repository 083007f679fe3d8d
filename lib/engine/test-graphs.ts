import { type CompileOptions, interrupt, MemorySaver, Send, START, StateGraph } from './index';
import { freshThread, LogState, note } from './testing';

/** START -> a -> b -> c -> END */
export function chain(options: CompileOptions<'a' | 'b' | 'c'> = {}) {
  const graph = new StateGraph(LogState)
    .addSequence([
      ['a', note('a')],
      ['b', note('b')],
      ['c', note('c')],
    ])
    .addEdge(START, 'a')
    .compile({ checkpointer: new MemorySaver(), ...options });
  return { graph, thread: freshThread() };
}

/** a asks, b finishes, both in one superstep; or the same as two tasks of a fan-out. */
export function halfDone() {
  const graph = new StateGraph(LogState)
    .addNode('a', () => ({ log: `a:${interrupt('a?')}` }))
    .addNode('b', note('b'))
    .addNode('w', (n: unknown) => ({ log: n === 1 ? 'w1' : `w2:${interrupt('w?')}` }))
    .addNode('after', note('after'))
    .addConditionalEdges(START, () => ['a', 'b', new Send('w', 1), new Send('w', 2)], ['a', 'b', 'w'])
    .addEdge('b', 'after')
    .compile({ checkpointer: new MemorySaver() });
  return { graph, thread: freshThread() };
}
