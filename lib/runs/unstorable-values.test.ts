import { beforeAll, describe, expect, it } from 'vitest';
import { Annotation, START, StateGraph } from '#lib/engine';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { createRun } from './create-run';
import { getRun } from './runs';
import { threadValues } from './thread-values';
import { createThread } from './threads';
import { Worker } from './worker';

const State = Annotation.Root({ what: Annotation<string>, value: Annotation<object> });

interface Circle {
  itself?: Circle;
}
const circle: Circle = {};
circle.itself = circle;

const unstorable: Record<string, unknown> = {
  'a circular reference': circle,
  'a function': () => 1,
  'a symbol': Symbol('x'),
};

const graph = new StateGraph(State)
  .addNode('write', ({ what, value }) => {
    if (what in unstorable) return { value: { inside: unstorable[what] } };
    Object.assign(value, { itself: value });
    return {};
  })
  .addNode('after', () => ({}))
  .addEdge(START, 'write')
  .addEdge('write', 'after')
  .compile();

let hp: TestHoldpoint;
beforeAll(async () => {
  hp = await testHoldpoint(await testDatabase(), { write: graph });
});

async function runWith(what: string) {
  const { id: threadId } = await createThread(hp, {});
  const input = { what, value: { some: 'value' } };
  const kwargs = { stream_mode: ['values', 'updates'] };
  const { id: runId } = await createRun(hp, { threadId, assistantId: 'write', input, kwargs });
  const worker = new Worker(hp);
  await worker.tick();
  await worker.idle();
  const values = await threadValues(hp, [threadId]);
  return { run: await getRun(hp, { runId }), values: values.get(threadId) };
}

describe('a node that writes what cannot be stored', () => {
  it.each(Object.keys(unstorable))('ends its run in an error that says where it is: %s', async (what) => {
    const { run, values } = await runWith(what);

    const message = expect.stringContaining(`is ${what}, which cannot be stored.`);
    expect(run).toMatchObject({ status: 'error', error: { message } });
    expect(values).toEqual({ what, value: { some: 'value' } });
  });

  it('is not heard when it only changes what it was given', async () => {
    const { run, values } = await runWith('in place');

    expect(run.status).toBe('success');
    expect(values).toEqual({ what: 'in place', value: { some: 'value' } });
  });
});
