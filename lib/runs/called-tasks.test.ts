import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Annotation, entrypoint, interrupt, MessagesAnnotation, START, StateGraph, task } from '#lib/engine';
import { ToolNode, tool } from '#lib/engine/prebuilt';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';

const ran: string[] = [];
let hp: TestHoldpoint;

const ask = task('ask', async (what: string) => {
  ran.push(what);
  return `${what} ${interrupt(what)}`;
});
const workflow = entrypoint('workflow', async ({ names }: { names: string[] }) => ({
  answers: await Promise.all(names.map((name) => ask(name))),
}));

const risky = tool(
  ({ what }: { what: string }) => {
    ran.push(what);
    return `${what} ${interrupt(what)}`;
  },
  { name: 'risky' },
);
const tools = new StateGraph(MessagesAnnotation)
  .addNode('tools', new ToolNode([risky]))
  .addEdge(START, 'tools')
  .compile();

const handled = new StateGraph(Annotation.Root({ value: Annotation<unknown> }))
  .addNode(
    'fails',
    () => {
      ran.push('fails');
      throw new Error('boom');
    },
    { errorHandler: (_, { error }) => ({ value: `${error.message} ${interrupt('go on?')}` }) },
  )
  .addEdge(START, 'fails')
  .compile();

const steps = new StateGraph(Annotation.Root({ value: Annotation<unknown> }))
  .addNode('one', () => ({ value: 1 }))
  .addNode('two', () => ({ value: 2 }))
  .addEdge(START, 'one')
  .addEdge('one', 'two')
  .compile();

beforeAll(async () => {
  // A workflow goes from any value to any value; the server gives it an object.
  hp = await testHoldpoint(await testDatabase(), { workflow: workflow as never, tools, handled, steps });
});
beforeEach(() => {
  ran.length = 0;
});

async function answer(threadId: string, graphId: string, resume: unknown): Promise<string | null> {
  const { id } = await hp.send(threadId, graphId, { command: { resume } });
  await hp.runAll();
  return hp.statusOf(id);
}

const call = (what: string) => ({ name: 'risky', args: { what }, id: what, type: 'tool_call' });

describe('tasks and tools that ask side by side', () => {
  it.each([
    ['workflow', { names: ['a', 'b', 'c'] }],
    ['tools', { messages: [{ type: 'ai', content: '', tool_calls: [call('a'), call('b'), call('c')] }] }],
  ])('of graph %s are questions of the run, answered one by one without running the others', async (graphId, input) => {
    const threadId = await hp.newThread();
    await hp.send(threadId, graphId, { input });
    await hp.runAll();
    const open = await hp.openQuestions(threadId);
    expect(open.map(({ value }) => value).sort()).toEqual(['a', 'b', 'c']);
    const idOf = (what: string) => open.find(({ value }) => value === what)?.id ?? '';

    expect(await answer(threadId, graphId, { [idOf('b')]: 'second' })).toBe('interrupted');
    expect((await hp.openQuestions(threadId)).map(({ id }) => id).sort()).toEqual([idOf('a'), idOf('c')].sort());
    expect(await answer(threadId, graphId, { [idOf('a')]: 'first', [idOf('c')]: 'third' })).toBe('success');

    expect(ran.filter((what) => what === 'b')).toHaveLength(2);
    expect(ran).toHaveLength(6);
    const values = JSON.stringify(await hp.values(threadId, graphId));
    for (const text of ['a first', 'b second', 'c third']) expect(values).toContain(text);
  });
});

it('an error handler that asks is answered, and its node does not run again', async () => {
  const threadId = await hp.newThread();
  await hp.send(threadId, 'handled', { input: {} });
  await hp.runAll();
  expect(await hp.openQuestions(threadId)).toMatchObject([{ node: 'fails', value: 'go on?' }]);

  expect(await answer(threadId, 'handled', 'yes')).toBe('success');
  expect(await hp.values(threadId, 'handled')).toEqual({ value: 'boom yes' });
  expect(ran).toEqual(['fails']);
});

it.each([
  ['sync', 4],
  ['async', 4],
  ['exit', 1],
] as const)('a run with durability %s leaves %d checkpoints', async (durability, count) => {
  const threadId = await hp.newThread();
  const { id } = await hp.send(threadId, 'steps', { input: { value: 0 }, kwargs: { durability } });
  await hp.runAll();

  expect(await hp.statusOf(id)).toBe('success');
  expect(await hp.values(threadId, 'steps')).toEqual({ value: 2 });
  expect(await hp.db.prisma.checkpoint.count({ where: { threadId } })).toBe(count);
});
