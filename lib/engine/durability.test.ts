import { expect, test } from 'vitest';
import {
  type BaseCheckpointSaver,
  type CheckpointStep,
  Command,
  type Durability,
  interrupt,
  MemorySaver,
  type PendingWrite,
  type RunnableConfig,
  START,
  StateGraph,
} from './index';
import { failureOf, freshThread, LogState } from './testing';

/** Notes what is stored, and can be slow or broken. */
class SpySaver extends MemorySaver {
  readonly stored: string[] = [];
  delayMs = 0;
  failsAt: number | undefined;

  override async put(...[config, checkpoint, metadata, versions]: Parameters<MemorySaver['put']>) {
    await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    if (metadata.step === this.failsAt) throw new Error('the disk is full');
    this.stored.push(`step ${metadata.step}`);
    return super.put(config, checkpoint, metadata, versions);
  }

  override async putWrites(...[config, writes, taskId]: [RunnableConfig, PendingWrite[], string]) {
    this.stored.push(writes.map(([channel]) => channel).join());
    return super.putWrites(config, writes, taskId);
  }
}

function chain(saver: BaseCheckpointSaver, seen: string[] = []) {
  return new StateGraph(LogState)
    .addNode('a', () => ({ log: 'a' }))
    .addNode('b', () => {
      seen.push(...(saver instanceof SpySaver ? saver.stored : []));
      return { log: 'b' };
    })
    .addNode('ask', () => ({ log: interrupt<string, string>('?') }))
    .addEdge(START, 'a')
    .addEdge('a', 'b')
    .addEdge('b', 'ask')
    .compile({ checkpointer: saver });
}

async function stepsOf(graph: ReturnType<typeof chain>, thread: RunnableConfig) {
  const steps: (number | undefined)[] = [];
  for await (const { metadata } of graph.getStateHistory(thread)) steps.push(metadata?.step);
  return steps;
}

test.each(['sync', 'async', 'exit'] as const)(
  'with durability %s a run comes to the same state',
  async (durability) => {
    const graph = chain(new MemorySaver());
    const thread = freshThread();

    expect(await graph.invoke({}, { ...thread, durability })).toMatchObject({ log: ['a', 'b'] });
    expect(await graph.getState(thread)).toMatchObject({ next: ['ask'], tasks: [{ interrupts: [{ value: '?' }] }] });
    expect(await graph.invoke(new Command({ resume: 'c' }), { ...thread, durability })).toEqual({
      log: ['a', 'b', 'c'],
    });
    expect((await graph.getState(thread)).values).toEqual({ log: ['a', 'b', 'c'] });
  },
);

test('sync stores each step before the next, async while it runs, exit only the last one', async () => {
  const stored = async (durability: Durability) => {
    const saver = new SpySaver();
    saver.delayMs = 5;
    const seenByB: string[] = [];
    const thread = freshThread();
    const graph = chain(saver, seenByB);
    await graph.invoke({}, { ...thread, durability });
    const inTime = seenByB.filter((what) => what.startsWith('step')).length;
    return { inTime, steps: await stepsOf(graph, thread) };
  };

  expect(await stored('sync')).toEqual({ inTime: 3, steps: [2, 1, 0, -1] });
  expect((await stored('async')).inTime).toBeLessThan(3);
  expect((await stored('async')).steps).toEqual([2, 1, 0, -1]);
  expect(await stored('exit')).toEqual({ inTime: 0, steps: [2] });
});

test('with exit an answer is recorded at the question that it answered', async () => {
  const saver = new MemorySaver();
  const graph = chain(saver);
  const thread = freshThread();
  await graph.invoke({}, { ...thread, durability: 'exit' });
  const asked = await graph.getState(thread);
  await graph.invoke(new Command({ resume: 'c' }), { ...thread, durability: 'exit' });

  const tuple = await saver.getTuple(asked.config);
  expect(tuple?.pendingWrites?.some(([, channel]) => channel === '__resume__')).toBe(true);
  expect(await stepsOf(graph, thread)).toEqual([3, 2]);
  expect((await graph.getState(thread)).parentConfig).toEqual(asked.config);
});

test.each(['async', 'exit'] as const)(
  'a run that fails is stored with %s, with its error and its siblings',
  async (durability) => {
    const ran: string[] = [];
    const graph = new StateGraph(LogState)
      .addNode('a', () => ({ log: 'a' }))
      .addNode('good', () => {
        ran.push('good');
        return { log: 'good' };
      })
      .addNode('bad', async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        ran.push('bad');
        if (ran.length < 3) throw new Error('once');
        return { log: 'bad' };
      })
      .addEdge(START, 'a')
      .addEdge('a', 'good')
      .addEdge('a', 'bad')
      .compile({ checkpointer: new MemorySaver() });
    const thread = freshThread();

    expect(await failureOf(graph.invoke({}, { ...thread, durability }))).toMatchObject({ message: 'once' });
    expect(await graph.getState(thread)).toMatchObject({ next: ['bad'], tasks: [{ error: { message: 'once' } }, {}] });
    expect(await graph.invoke(null, { ...thread, durability })).toEqual({ log: ['a', 'bad', 'good'] });
    expect(ran).toEqual(['good', 'bad', 'bad']);
  },
);

test.each(['async', 'exit'] as const)(
  'a nested graph waits and goes on with %s, also in two runs',
  async (durability) => {
    const ran: string[] = [];
    const child = new StateGraph(LogState)
      .addNode('first', () => {
        ran.push('first');
        return { log: 'first' };
      })
      .addNode('ask', () => ({ log: interrupt<string, string>('?') }))
      .addEdge(START, 'first')
      .addEdge('first', 'ask')
      .compile();
    const graph = new StateGraph(LogState)
      .addNode('child', child)
      .addEdge(START, 'child')
      .compile({ checkpointer: new MemorySaver() });
    const thread = freshThread();
    await graph.invoke({}, { ...thread, durability });

    expect(await graph.invoke(new Command({ resume: 'x' }), { ...thread, durability })).toEqual({
      log: ['first', 'x'],
    });
    expect(ran).toEqual(['first']);
  },
);

test('a graph that keeps its state finds it when it is called twice in a run that stores later', async () => {
  const saver = new SpySaver();
  saver.delayMs = 5;
  const child = new StateGraph(LogState)
    .addNode('n', ({ log }) => ({ log: `call ${log.length}` }))
    .addEdge(START, 'n')
    .compile({ checkpointer: true });
  const graph = new StateGraph(LogState)
    .addNode('parent', async () => {
      await child.invoke({ log: 'x' });
      return { log: (await child.invoke({ log: 'y' })).log };
    })
    .addEdge(START, 'parent')
    .compile({ checkpointer: saver });

  const calls = { log: ['x', 'call 1', 'y', 'call 3'] };
  expect(await graph.invoke({}, { ...freshThread(), durability: 'exit' })).toEqual(calls);
  expect(await graph.invoke({}, { ...freshThread(), durability: 'async' })).toEqual(calls);
});

test.each(['async', 'exit'] as const)(
  'a saver that fails fails the run with %s, and what follows is not stored',
  async (durability) => {
    const saver = new SpySaver();
    saver.failsAt = durability === 'exit' ? 2 : 0;
    saver.delayMs = 5;
    const graph = chain(saver);

    expect(await failureOf(graph.invoke({}, { ...freshThread(), durability }))).toMatchObject({
      message: 'the disk is full',
    });
    expect(saver.stored.filter((what) => what.startsWith('step'))).toEqual(durability === 'exit' ? [] : ['step -1']);
  },
);

test('a run that is cancelled keeps its finished supersteps with exit', async () => {
  const stop = new AbortController();
  const graph = new StateGraph(LogState)
    .addNode('a', () => ({ log: 'a' }))
    .addNode('b', () => {
      stop.abort(new Error('enough'));
      return new Promise<never>(() => {});
    })
    .addEdge(START, 'a')
    .addEdge('a', 'b')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();

  expect(await failureOf(graph.invoke({}, { ...thread, durability: 'exit', signal: stop.signal }))).toMatchObject({
    message: 'enough',
  });
  expect(await graph.getState(thread)).toMatchObject({ values: { log: ['a'] }, next: ['b'] });
});

test('a saver that stores steps in one piece is asked to, once', async () => {
  const steps: CheckpointStep[] = [];
  class StepSaver extends MemorySaver {
    override async putStep(config: RunnableConfig, step: CheckpointStep) {
      steps.push(step);
      return this.put(config, step.checkpoint, step.metadata, step.newVersions);
    }
  }
  await chain(new StepSaver()).invoke({ value: 1 }, { ...freshThread(), durability: 'exit' });

  expect(steps.map(({ metadata, urgency }) => [metadata.step, urgency])).toEqual([[2, 'held']]);
  expect(Object.keys(steps[0]?.newVersions ?? {})).toEqual(expect.arrayContaining(['log', 'value']));
});

test('another durability is refused', async () => {
  const call = chain(new MemorySaver()).invoke({}, { ...freshThread(), durability: 'never' as Durability });

  expect(await failureOf(call)).toMatchObject({ message: expect.stringContaining('sync, async or exit') });
});
