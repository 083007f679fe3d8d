import { beforeAll, describe, expect, it } from 'vitest';
import { Annotation, interrupt, START, StateGraph } from '#lib/engine';
import { setStateValues } from '#lib/runs/set-state-values';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { twoSteps } from '#lib/testing/test-graphs';
import { compareCheckpoints } from './compare-checkpoints';
import { getHistory } from './get-history';
import { getStateView } from './get-state-view';

let hp: TestHoldpoint;

const Word = Annotation.Root({ word: Annotation<string> });
const inner = new StateGraph(Word)
  .addNode('shout', ({ word }) => ({ word: word.toUpperCase() }))
  .addNode('ask', () => ({ word: interrupt('Loud enough?') }))
  .addEdge(START, 'shout')
  .addEdge('shout', 'ask')
  .compile();
const outer = new StateGraph(Word).addNode('speaker', inner).addEdge(START, 'speaker').compile();

beforeAll(async () => {
  hp = await testHoldpoint(await testDatabase(), { steps: twoSteps(), outer });
});

async function started(graphId: string, input: Record<string, unknown>): Promise<string> {
  const threadId = await hp.newThread();
  await hp.send(threadId, graphId, { input });
  await hp.runAll();
  return threadId;
}

describe('compareCheckpoints', () => {
  it('says what differs between two checkpoints that are not neighbours, in the direction asked for', async () => {
    const threadId = await started('steps', { say: 'x' });
    const { items } = await getHistory(hp, threadId);
    const [head, , afterStart] = items;

    const forwards = await compareCheckpoints(hp, { threadId, from: afterStart?.checkpointId });
    const backwards = await compareCheckpoints(hp, { threadId, to: afterStart?.checkpointId });

    expect(forwards.to?.checkpointId).toBe(head?.checkpointId);
    expect(forwards.changes.map(({ kind, after }) => [kind, after])).toEqual([
      ['added', 'first x'],
      ['added', 'second x'],
    ]);
    expect(backwards.changes.map(({ kind, before }) => [kind, before])).toEqual([
      ['removed', 'first x'],
      ['removed', 'second x'],
    ]);
  });

  it('compares two branches', async () => {
    const threadId = await started('steps', { say: 'x' });
    const [old] = (await getHistory(hp, threadId)).items;
    const middle = (await getHistory(hp, threadId)).items[1]?.checkpointId;
    await setStateValues(hp, { threadId, checkpointId: middle, asNode: 'second', values: { say: 'y' } });

    const { changes } = await compareCheckpoints(hp, { threadId, from: old?.checkpointId });

    expect(changes.map(({ path, kind }) => [path.join('.'), kind])).toEqual([
      ['log.1', 'removed'],
      ['say', 'changed'],
    ]);
  });

  it('names the side that is not there', async () => {
    const threadId = await started('steps', { say: 'x' });

    const comparison = await compareCheckpoints(hp, { threadId, from: '1f0a0000-0000-6000-8000-000000000000' });

    expect(comparison).toMatchObject({ from: null, changes: [] });
    expect(comparison.to).not.toBeNull();
  });
});

describe('the history of a thread', () => {
  it('tells its branches, and where the older one was left', async () => {
    const threadId = await started('steps', { say: 'x' });
    const before = await getHistory(hp, threadId);
    const middle = before.items[1]?.checkpointId ?? '';
    await setStateValues(hp, { threadId, checkpointId: middle, asNode: 'second', values: { say: 'y' } });

    const { branches, items } = await getHistory(hp, threadId);

    expect(before.branches).toHaveLength(1);
    expect(branches).toEqual([
      { headId: items[0]?.checkpointId, forkedFrom: null, checkpoints: 4 },
      { headId: before.items[0]?.checkpointId, forkedFrom: middle, checkpoints: 1 },
    ]);
    expect(items.map(({ branch }) => branch)).toEqual([0, 1, 0, 0, 0]);
  });

  it('has a level for each nested graph, with a history and states of its own', async () => {
    const threadId = await started('outer', { word: 'hello' });

    const { levels } = await getHistory(hp, threadId);
    const nested = levels[1]?.ns ?? '';
    const { items } = await getHistory(hp, threadId, nested);
    const { state } = await getStateView(hp, { threadId });

    expect(levels.map(({ path }) => path)).toEqual([[], ['speaker']]);
    expect(items.map(({ next }) => next)).toContainEqual(['ask']);
    expect(state?.tasks[0]).toMatchObject({ name: 'speaker', nested: { values: { word: 'HELLO' }, next: ['ask'] } });
    const inside = await getStateView(hp, { threadId, ns: nested, checkpointId: items.at(-2)?.checkpointId });
    expect(inside.state?.values).toEqual({ word: 'hello' });
  });
});
