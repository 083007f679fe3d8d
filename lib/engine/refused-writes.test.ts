import { describe, expect, it } from 'vitest';
import { Annotation, END, MemorySaver, START, StateGraph } from '.';

const State = Annotation.Root({
  log: Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
  say: Annotation<string>,
});

/** A node that writes what its reducer cannot take, as long as it is told to `break`. */
function breakable() {
  return new StateGraph(State)
    .addNode('first', ({ say }) => ({ log: (say === 'break' ? 5 : [say]) as string[] }))
    .addEdge(START, 'first')
    .addEdge('first', END)
    .compile({ checkpointer: new MemorySaver() });
}

const config = { configurable: { thread_id: 't' } };

describe('what a reducer refuses', () => {
  it('is not stored when it is input', async () => {
    const graph = breakable();

    await expect(graph.invoke({ log: 5 as unknown as string[] }, config)).rejects.toThrow('not iterable');

    expect(await graph.getState(config)).toMatchObject({ values: {}, next: [] });
    expect(await graph.invoke({ say: 'fine' }, config)).toEqual({ log: ['fine'], say: 'fine' });
  });

  it('leaves the state readable, and the thread open for new input, when a node wrote it', async () => {
    const graph = breakable();

    await expect(graph.invoke({ say: 'break' }, config)).rejects.toThrow('not iterable');

    // The superstep is not over: going on is refused once more.
    expect(await graph.getState(config)).toMatchObject({ values: { say: 'break' }, next: ['first'] });
    expect(await graph.invoke({ say: 'fine' }, config)).toEqual({ log: ['fine'], say: 'fine' });
  });
});
