import { beforeEach, describe, expect, test } from 'vitest';
import { Annotation } from './annotation';
import { START } from './constants';
import { StateGraph } from './state-graph';
import { LogState } from './testing';
import type { BaseCheckpointSaver, RunnableConfig } from './types';

/** Graphs that keep their state, one in the other: what each has kept is in its log, and in the log of the outermost one. */
function graphOf(checkpointer: BaseCheckpointSaver) {
  const noting = (name: string) => (state: { log: string[] }) => ({ log: `${name}${state.log.length}` });
  const grandchild = new StateGraph(LogState)
    .addNode('note', noting('g'))
    .addEdge(START, 'note')
    .compile({ checkpointer: true });
  const child = new StateGraph(LogState)
    .addNode('note', noting('c'))
    .addNode('deep', async () => ({ value: (await grandchild.invoke({})).log.at(-1) }))
    .addEdge(START, 'note')
    .addEdge('note', 'deep')
    .compile({ checkpointer: true });
  return new StateGraph(LogState)
    .addNode('before', () => ({}))
    .addNode('keeper', async () => {
      const { log, value } = await child.invoke({});
      return { log: `${log.at(-1)} ${value}` };
    })
    .addEdge(START, 'before')
    .addEdge('before', 'keeper')
    .compile({ checkpointer });
}

/** A graph with one that keeps its state as a node; each note of that one counts what it has kept. */
function graphWithKeeper(checkpointer: BaseCheckpointSaver) {
  const child = new StateGraph(LogState)
    .addNode('note', ({ log }) => ({ log: `note ${log.length}` }))
    .addEdge(START, 'note')
    .compile({ checkpointer: true });
  return new StateGraph(Annotation.Root({ turn: Annotation<number> }))
    .addNode('before', () => ({}))
    .addNode('keeper', child)
    .addEdge(START, 'before')
    .addEdge('before', 'keeper')
    .compile({ checkpointer });
}

/** What a graph that keeps its state has kept on one branch is not seen on another. */
export function describeForks(saver: () => BaseCheckpointSaver, threadId: string): void {
  describe('a graph that keeps its state, and one in it', () => {
    const thread = { configurable: { thread_id: threadId } };
    let graph: ReturnType<typeof graphOf>;
    beforeEach(async () => {
      graph = graphOf(saver());
      for (let turn = 0; turn < 3; turn++) await graph.invoke({}, thread);
    });

    /** Where the node that calls them is due. */
    async function dueIn(turn: number): Promise<RunnableConfig> {
      const due: RunnableConfig[] = [];
      for await (const { next, config } of graph.getStateHistory(thread)) if (next[0] === 'keeper') due.unshift(config);
      return due[turn - 1] ?? {};
    }

    test('see in a replay what they had kept before it, and what they keep in it', async () => {
      const second = await dueIn(2);

      expect(await graph.invoke(null, second)).toMatchObject({ log: ['c0 g0', 'c1 g1'] });
      expect(await graph.invoke({}, thread)).toMatchObject({ log: ['c0 g0', 'c1 g1', 'c2 g2'] });
    });

    test('see the same when an older checkpoint gets an input, or an edit', async () => {
      const [first, second] = [await dueIn(1), await dueIn(2)];

      expect(await graph.invoke({}, second)).toMatchObject({ log: ['c0 g0', 'c1 g1'] });
      await graph.updateState(first, {}, 'before');
      expect(await graph.invoke(null, thread)).toMatchObject({ log: ['c0 g0'] });
    });

    test('see the branch that is replayed, also when another one is newer', async () => {
      const [second, third] = [await dueIn(2), await dueIn(3)];
      await graph.invoke(null, second);
      await graph.invoke({}, thread);

      expect(await graph.invoke(null, third)).toMatchObject({ log: ['c0 g0', 'c1 g1', 'c2 g2'] });
      expect(await graph.invoke({}, thread)).toMatchObject({ log: ['c0 g0', 'c1 g1', 'c2 g2', 'c3 g3'] });
    });

    test('see nothing in a copy of the checkpoint at which they were called', async () => {
      const first = await dueIn(1);

      await graph.updateState(first, null, '__copy__');

      expect(await graph.invoke(null, thread)).toMatchObject({ log: ['c0 g0'] });
    });
  });
  describe('the state that a graph keeps', () => {
    const thread = { configurable: { thread_id: threadId } };
    const kept = { configurable: { thread_id: threadId, checkpoint_ns: 'keeper' } };
    let graph: ReturnType<typeof graphWithKeeper>;
    let due: RunnableConfig[];
    beforeEach(async () => {
      graph = graphWithKeeper(saver());
      for (let turn = 0; turn < 3; turn++) await graph.invoke({ turn }, thread);
      due = [];
      for await (const { next, config } of graph.getStateHistory(thread)) if (next[0] === 'keeper') due.unshift(config);
    });

    test('is read on the branch that the thread is on', async () => {
      await graph.updateState(due[1] ?? {}, {}, 'before');

      expect((await graph.getState(kept)).values).toEqual({ log: ['note 0'] });
      await graph.updateState(due[0] ?? {}, {}, 'before');
      expect((await graph.getState(kept)).values).toEqual({});
    });

    test('is edited on that branch', async () => {
      await graph.updateState(due[1] ?? {}, {}, 'before');

      await graph.updateState(kept, { log: 'edited' }, 'note');

      expect((await graph.getState(kept)).values).toEqual({ log: ['note 0', 'edited'] });
      await graph.invoke(null, thread);
      expect((await graph.getState(kept)).values).toEqual({ log: ['note 0', 'edited', 'note 2'] });
    });

    test('is edited on that branch alone, also before anything was kept there', async () => {
      const [, , third = {}] = due;
      await graph.updateState(due[0] ?? {}, {}, 'before');

      await graph.updateState(kept, { log: 'edited' }, 'note');
      await graph.invoke(null, thread);
      expect((await graph.getState(kept)).values).toEqual({ log: ['edited', 'note 1'] });
      await graph.updateState(third, {}, 'before');
      expect((await graph.getState(kept)).values).toEqual({ log: ['note 0', 'note 1'] });
    });

    test('is the newest of all where the thread has no branches', async () => {
      expect((await graph.getState(kept)).values).toEqual({ log: ['note 0', 'note 1', 'note 2'] });
    });
  });
}
