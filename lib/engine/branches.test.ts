import { expect, test } from 'vitest';
import { Command, compareBranches, interrupt, listBranches, MemorySaver, START, StateGraph } from './index';
import { isSameData } from './same-data';
import { collect, freshThread, LogState } from './testing';

const idOf = (snapshot: { config: { configurable?: { checkpoint_id?: string } } } | undefined) =>
  snapshot?.config.configurable?.checkpoint_id ?? '';

/** A thread whose question was answered `yes`, and then, from before the question, `no`. */
async function forkedThread() {
  const graph = new StateGraph(LogState)
    .addNode('begin', () => ({ log: 'begin', value: 0 }))
    .addNode('ask', () => ({ log: interrupt<string, string>('?') }))
    .addNode('end', ({ log }) => (log.includes('no') ? { value: 1 } : { log: 'end' }))
    .addEdge(START, 'begin')
    .addEdge('begin', 'ask')
    .addEdge('ask', 'end')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  await graph.invoke({}, thread);
  const asked = await graph.getState(thread);
  await graph.invoke(new Command({ resume: 'yes' }), thread);
  const yes = await graph.getState(thread);
  await graph.invoke(null, { configurable: { ...thread.configurable, ...asked.config.configurable } });
  await graph.invoke(new Command({ resume: 'no' }), thread);
  const no = await graph.getState(thread);
  return { graph, thread, asked, yes, no, history: await collect(graph.getStateHistory(thread)) };
}

test('a history lists its branches, and where each leaves the other', async () => {
  const { history, asked, yes, no } = await forkedThread();

  const branches = listBranches(history);

  expect(branches.map(({ headId }) => headId)).toEqual([idOf(no), idOf(yes)]);
  const [newer, older] = branches;
  expect(newer?.forkedFrom).toBeUndefined();
  expect(older?.forkedFrom).toBe(idOf(asked));
  expect(older?.checkpoints.map(({ metadata }) => metadata?.step)).toEqual([3, 2]);
  expect(newer?.checkpoints.at(-1)?.metadata?.step).toBe(-1);
  expect(branches.flatMap(({ checkpoints }) => checkpoints)).toHaveLength(history.length);
});

test('two branches are compared from where they part', async () => {
  const { history, asked, yes, no } = await forkedThread();

  const { ancestor, left, right } = compareBranches(history, idOf(yes), idOf(no));

  expect(idOf(ancestor)).toBe(idOf(asked));
  expect(left.changes).toEqual({ log: { before: ['begin'], after: ['begin', 'yes', 'end'] } });
  expect(right.changes).toEqual({
    log: { before: ['begin'], after: ['begin', 'no'] },
    value: { before: 0, after: 1 },
  });
  expect(left.checkpoints.map(({ metadata }) => metadata?.source)).toEqual(['loop', 'loop']);
  expect(right.checkpoints.map(({ metadata }) => metadata?.source)).toEqual(['fork', 'loop', 'loop']);
});

test('a checkpoint is compared with one that it goes back to, and with itself', async () => {
  const { history, asked, yes } = await forkedThread();

  const back = compareBranches(history, idOf(asked), idOf(yes));
  expect(back.left).toEqual({ checkpoints: [], changes: {} });
  expect(Object.keys(back.right.changes)).toEqual(['log']);
  expect(compareBranches(history, idOf(yes), idOf(yes)).right.changes).toEqual({});
});

test('branches without a common beginning are compared with nothing', async () => {
  const { graph, thread, history } = await forkedThread();
  const root = history.at(-1);
  await graph.updateState(root?.config ?? thread, null, '__copy__');
  const all = await collect(graph.getStateHistory(thread));
  const copy = all[0];

  const { ancestor, right } = compareBranches(all, idOf(root), idOf(history[0]));
  expect(idOf(ancestor)).toBe(idOf(root));
  expect(right.changes.log).toEqual({ before: [], after: ['begin', 'no'] });
  expect(compareBranches(all, idOf(copy), idOf(history[0])).ancestor).toBeUndefined();
});

test('a checkpoint that the history does not have is refused', () => {
  expect(() => compareBranches([], 'a', 'b')).toThrow('no checkpoint a');
});

test.each([
  [1, 1, true],
  [Number.NaN, Number.NaN, true],
  [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
  [{ a: undefined }, {}, false],
  [[1, 2], [2, 1], false],
  [new Date(5), new Date(5), true],
  [new Date(5), new Date(6), false],
  [new Map([['a', { n: 1 }]]), new Map([['a', { n: 1 }]]), true],
  [new Map([['a', 1]]), new Map([['a', 2]]), false],
  [new Set([1]), new Set([2]), false],
  [new Uint8Array([1, 2]), new Uint8Array([1, 2]), true],
  [new Uint8Array([1, 2]), new Uint8Array([1, 3]), false],
  [[], {}, false],
  [null, {}, false],
  [5n, 5n, true],
])('%o and %o: the same is %s', (a, b, isSame) => {
  expect(isSameData(a, b)).toBe(isSame);
});
