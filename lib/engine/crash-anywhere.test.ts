import { expect, test } from 'vitest';
import {
  type BaseCheckpointSaver,
  Command,
  interrupt,
  isInterrupted,
  MemorySaver,
  Send,
  START,
  StateGraph,
} from './index';
import { freshThread, LogState } from './testing';

/** A saver that dies at its n-th write, before or after storing it, and works again afterwards. */
function saverDyingAt(n: number, when: 'before' | 'after'): { saver: BaseCheckpointSaver; writes: () => number } {
  const inner = new MemorySaver();
  let writes = 0;
  const dying = async <Result>(store: () => Promise<Result>): Promise<Result> => {
    writes++;
    const isDead = writes === n;
    if (isDead && when === 'before') throw new Error('the process died');
    const result = await store();
    if (isDead) throw new Error('the process died');
    return result;
  };
  const saver: BaseCheckpointSaver = {
    getTuple: (config) => inner.getTuple(config),
    list: (config, options) => inner.list(config, options),
    // biome-ignore lint/complexity/useMaxParams: LangGraph's savers have this shape.
    put: (config, checkpoint, metadata, versions) => dying(() => inner.put(config, checkpoint, metadata, versions)),
    putWrites: (config, pending, taskId) => dying(() => inner.putWrites(config, pending, taskId)),
    deleteThread: (threadId) => inner.deleteThread(threadId),
  };
  return { saver, writes: () => writes };
}

/** Every feature that stores something: a fan-out, a join, a deferred node, questions side by side and nested, a loop. */
function build(saver: BaseCheckpointSaver) {
  const child = new StateGraph(LogState)
    .addNode('prepare', () => ({ log: 'prepare' }))
    .addNode('approve', () => ({ log: `approve:${interrupt('approve?')}` }))
    .addSequence({ check: () => ({ log: 'check' }) })
    .addEdge(START, 'prepare')
    .addEdge('prepare', 'approve')
    .addEdge('approve', 'check')
    .compile();
  return new StateGraph(LogState)
    .addNode('ask', () => ({ log: `ask:${interrupt('first?')}:${interrupt('second?')}` }))
    .addNode('child', async () => ({ log: (await child.invoke({})).log }))
    .addNode('worker', (n: unknown) => ({ log: `worker${n}` }))
    .addNode('join', () => new Command({ update: { log: 'join' }, goto: 'last' }), { ends: ['last'] })
    .addNode('last', ({ log }) => ({ log: `last:${log.length}` }))
    .addNode('deferred', () => ({ log: 'deferred' }), { defer: true })
    .addConditionalEdges(START, () => ['ask', 'child', new Send('worker', 1), new Send('worker', 2)], [
      'ask',
      'child',
      'worker',
    ])
    .addEdge('worker', 'deferred')
    .addEdge(['ask', 'child'], 'join')
    .compile({ checkpointer: saver });
}

const ANSWERS: Record<string, string> = { 'approve?': 'yes', 'first?': 'one', 'second?': 'two' };

/** Drives a thread to its end as a server would: a failed call is continued, with its input only if that was not stored. */
async function drive(saver: BaseCheckpointSaver): Promise<unknown> {
  const graph = build(saver);
  const thread = freshThread();
  let input: object | Command | null = { log: 'in' };
  for (let calls = 0; calls < 20; calls++) {
    try {
      const result: unknown = await graph.invoke(input, thread);
      if (!isInterrupted<string>(result)) return result;
    } catch (error) {
      expect(error).toEqual(new Error('the process died'));
    }
    const state = await graph.getState(thread);
    const [question] = state.tasks.flatMap((task) => task.interrupts);
    const resume = { [question?.id ?? '']: ANSWERS[String(question?.value)] };
    if (state.metadata === undefined) input = { log: 'in' };
    else input = question ? new Command({ resume }) : null;
  }
  throw new Error('The thread did not come to an end.');
}

test.each(['before', 'after'] as const)('a run that dies %s any of its writes ends as if it had not', async (when) => {
  const undisturbed = saverDyingAt(0, when);
  const expected = await drive(undisturbed.saver);
  expect(expected).toEqual({
    log: ['in', 'ask:one:two', 'prepare', 'approve:yes', 'check', 'worker1', 'worker2', 'join', 'last:8', 'deferred'],
  });

  for (let n = 1; n <= undisturbed.writes(); n++) {
    const { saver } = saverDyingAt(n, when);
    expect(await drive(saver), `died ${when} write ${n}`).toEqual(expected);
  }
});
