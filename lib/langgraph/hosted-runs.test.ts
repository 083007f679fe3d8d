import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { answerInterrupt } from '#lib/runs/answer-interrupt';
import { followRun } from '#lib/runs/events';
import { retryRun } from '#lib/runs/retry-run';
import { getThreadHistory, getThreadState } from '#lib/runs/thread-state';
import { threadValues } from '#lib/runs/thread-values';
import { updateThreadState } from '#lib/runs/update-state';
import { Worker } from '#lib/runs/worker';
import { testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { loadGraphs } from './load-graphs';

const HUMAN = { type: 'human', content: 'hello', id: 'h1' };
const gates = new Map<string, Gate>();
let hp: TestHoldpoint;

beforeAll(async () => {
  Reflect.set(globalThis, Symbol.for('holdpoint.langgraph-fixture'), {
    pass: (say: string, signal?: AbortSignal) => gates.get(say)?.pass(signal),
  });
  const path = fileURLToPath(new URL('fixtures/langgraph.json', import.meta.url));
  const loaded = await loadGraphs(path, new Set());
  hp = await testHoldpoint(await testDatabase(), Object.fromEntries([...loaded].map(([id, { graph }]) => [id, graph])));
});

async function start(graphId: string, input: Record<string, unknown>) {
  const threadId = await hp.newThread();
  const run = await hp.send(threadId, graphId, { input });
  await hp.runAll();
  return { threadId, run };
}

/** A run one of whose nodes is at work: the first one of `hold`, the second one of `wait`. */
async function working(say: string) {
  const gate = new Gate();
  gates.set(say, gate);
  const threadId = await hp.newThread();
  const run = await hp.send(threadId, 'lg_steps', { input: { say } });
  const worker = new Worker(hp);
  await worker.tick();
  await gate.reached;
  return { threadId, run, worker, gate };
}

async function eventsOf(runId: string) {
  const events = [];
  for await (const event of followRun(hp.db, { runId })) events.push(event);
  return events;
}

describe('messages of a LangGraph.js graph', () => {
  it('are dicts for clients and instances of their classes in nodes', async () => {
    const { threadId } = await start('lg_chat', { messages: [HUMAN] });
    const [question] = await hp.openQuestions(threadId);
    const dicts = [
      HUMAN,
      { type: 'ai', content: 'You said hello', id: expect.any(String) },
      { type: 'ai', id: 'call', tool_calls: [{ id: 't1', name: 'look', args: { at: 1 } }] },
    ];
    expect(question?.value).toMatchObject({ draft: dicts[2] });
    expect((await threadValues(hp, [threadId])).get(threadId)).toMatchObject({ messages: dicts });

    await answerInterrupt(hp, { interruptId: question?.id ?? '', value: 'fine' });
    await hp.runAll();

    const { messages, seen } = await hp.values(threadId, 'lg_chat');
    expect(messages).toMatchObject(dicts);
    expect(JSON.stringify(messages)).not.toContain('lc');
    expect(seen).toEqual(['HumanMessage true', 'AIMessageChunk false', 'AIMessage false', 'fine']);
  });

  it('keep the id under which they were streamed token by token', async () => {
    const { threadId, run } = await start('lg_chat', { messages: [HUMAN] });

    const streamed = (await eventsOf(run.id)).filter(({ event }) => event === 'messages');
    const chunks = streamed.map(({ data }) => data as [{ type: string; id: string; content: string }, unknown]);

    const tokens = chunks.filter(([chunk]) => chunk.type === 'AIMessageChunk').map(([chunk]) => chunk);
    expect(tokens.map(({ content }) => content).join('')).toBe('You said hello');
    expect(streamed.every(({ ns }) => ns === '')).toBe(true);
    const { messages } = await hp.values(threadId, 'lg_chat');
    expect(messages).toMatchObject([{}, { id: tokens[0]?.id }, {}]);
  });

  it('keep their ids over all reads of the state', async () => {
    const { threadId } = await start('lg_chat', { messages: [{ type: 'human', content: 'no id' }] });

    const reads = await Promise.all([1, 2, 3].map(() => getThreadState(hp, { threadId })));

    expect(new Set(reads.map(({ values }) => JSON.stringify(values.messages))).size).toBe(1);
  });
});

describe('a run of a LangGraph.js graph', () => {
  it('is stopped by strategy interrupt, which keeps its work', async () => {
    const { threadId, run, worker } = await working('wait 1');

    const next = await hp.send(threadId, 'lg_steps', { input: { say: 'next' }, multitaskStrategy: 'interrupt' });
    await worker.idle();
    await hp.runAll();

    expect(await hp.statusOf(run.id)).toBe('interrupted');
    expect(await hp.statusOf(next.id)).toBe('success');
    expect(await hp.values(threadId, 'lg_steps')).toMatchObject({ log: ['first wait 1', 'first next', 'second next'] });
  });

  it('is deleted by strategy rollback, as if it had never been', async () => {
    const { threadId, run, worker } = await working('wait 2');

    const next = await hp.send(threadId, 'lg_steps', { input: { say: 'next' }, multitaskStrategy: 'rollback' });
    await worker.idle();
    await hp.runAll();

    expect(await hp.statusOf(run.id)).toBeNull();
    expect(await hp.statusOf(next.id)).toBe('success');
    expect(await hp.values(threadId, 'lg_steps')).toMatchObject({ log: ['first next', 'second next'] });
  });

  it('is handed over at a superstep boundary when its worker drains, and goes on elsewhere', async () => {
    const { threadId, run, worker, gate } = await working('hold');

    const stopped = worker.stop();
    gate.open();
    await stopped;
    expect(await hp.statusOf(run.id)).toBe('pending');
    expect(await hp.values(threadId, 'lg_steps')).toMatchObject({ log: ['first hold'] });
    await hp.runAll();

    expect(await hp.statusOf(run.id)).toBe('success');
    expect(await hp.values(threadId, 'lg_steps')).toMatchObject({ log: ['first hold', 'second hold'] });
  });

  it('whose worker dies with an answer in hand goes on elsewhere with that answer', async () => {
    const gate = new Gate();
    gates.set('ask', gate);
    const { threadId } = await start('lg_steps', { say: 'ask' });
    const [question] = await hp.openQuestions(threadId);
    const run = await answerInterrupt(hp, { interruptId: question?.id ?? '', value: 'yes' });
    const dying = new Worker(hp);
    await dying.tick();
    await gate.reached;

    await hp.db.prisma.$executeRaw`UPDATE runs SET due_at = now() - interval '1 second' WHERE id = ${run.id}::uuid`;
    const open = new Gate();
    open.open();
    gates.set('ask', open);
    await hp.runAll();
    gate.open();
    await dying.idle();

    expect(await hp.db.prisma.run.findUnique({ where: { id: run.id } })).toMatchObject({
      status: 'success',
      attempt: 2,
    });
    expect(await hp.values(threadId, 'lg_steps')).toMatchObject({ log: ['first ask', 'second yes'] });
  });

  it('that takes longer than it may ends as timeout, and keeps its work', async () => {
    const gate = new Gate();
    gates.set('wait for ever', gate);
    const threadId = await hp.newThread();
    const kwargs = { config: { timeout_seconds: 1 } };

    const run = await hp.send(threadId, 'lg_steps', { input: { say: 'wait for ever' }, kwargs });
    await hp.runAll();

    expect(await hp.db.prisma.run.findUnique({ where: { id: run.id } })).toMatchObject({
      status: 'timeout',
      stopReason: 'timeout',
      error: { code: 'RUN_TIMEOUT' },
    });
    expect((await hp.values(threadId, 'lg_steps')).log ?? []).not.toContain('second wait for ever');
  });

  it('that fails says why and can be retried from where it was', async () => {
    const { threadId, run } = await start('lg_steps', { say: 'fail' });
    expect(await hp.db.prisma.run.findUnique({ where: { id: run.id } })).toMatchObject({
      status: 'error',
      error: { error: 'TypeError', message: 'told to fail' },
    });
    await updateThreadState(hp, { threadId, values: { say: 'now' }, asNode: 'first' });

    const retry = await retryRun(hp, { threadId, runId: run.id });
    await hp.runAll();

    expect(await hp.statusOf(retry.id)).toBe('success');
    expect(await hp.values(threadId, 'lg_steps')).toMatchObject({ log: ['first fail', 'second now'] });
  });

  it('fails at a value that cannot be stored as it is, naming its place', async () => {
    const { run } = await start('lg_steps', { say: 'class' });

    expect(await hp.db.prisma.run.findUnique({ where: { id: run.id } })).toMatchObject({
      status: 'error',
      error: { code: 'unsupported_value', message: expect.stringContaining('log[0] is an instance of class Invoice') },
    });
  });
});

describe('the state of a LangGraph.js graph', () => {
  it('has a history, newest first, in which a checkpoint can be read again', async () => {
    const { threadId } = await start('lg_steps', { say: 'hi' });

    const history = await getThreadHistory(hp, { threadId });
    const checkpointId = history[1]?.config.configurable?.checkpoint_id;
    const earlier = await getThreadState(hp, { threadId, checkpointId });

    expect(history.map(({ values, next }) => [values.log, next])).toEqual([
      [['first hi', 'second hi'], []],
      [['first hi'], ['second']],
      [[], ['first']],
      [[], ['__start__']],
    ]);
    expect(earlier).toMatchObject({ values: { log: ['first hi'] }, next: ['second'], tasks: [{ name: 'second' }] });
  });

  it('can be edited while a question waits, which is then recorded as superseded', async () => {
    const { threadId } = await start('lg_age', {});
    const [question] = await hp.openQuestions(threadId);

    const config = await updateThreadState(hp, { threadId, values: { age: 7 }, asNode: 'done', actor: 'Ada' });

    expect(config.configurable).toMatchObject({ thread_id: threadId, checkpoint_id: expect.any(String) });
    expect(await hp.values(threadId, 'lg_age')).toMatchObject({ age: 7 });
    const [row] = await hp.db.prisma.interrupt.findMany({ where: { id: question?.id } });
    expect(row).toMatchObject({ outcome: 'superseded', decidedBy: 'Ada' });
  });

  it.each([
    [{ values: {}, asNode: 'nobody' }, 'invalid_request'],
    [{ values: {}, checkpointId: '1f000000-0000-6000-8000-000000000000' }, 'checkpoint_not_found'],
  ])('refuses the edit %j as %s', async (edit, code) => {
    const { threadId } = await start('lg_steps', { say: 'hi' });

    await expect(updateThreadState(hp, { threadId, ...edit })).rejects.toMatchObject({ code });
  });

  it('shows finished tasks as finished and waiting ones as next while one question of two is answered', async () => {
    const { threadId } = await start('lg_parallel', {});
    const questions = await hp.openQuestions(threadId);
    const left = questions.find(({ value }) => value === 'left?');

    await answerInterrupt(hp, { interruptId: left?.id ?? '', value: 1 });
    await hp.runAll();

    const state = await getThreadState(hp, { threadId });
    expect(state.next).toEqual(['right']);
    expect(state.values).toEqual({ log: ['left? 1'] });
    expect(state.tasks).toMatchObject([
      { name: 'left', interrupts: [], result: { log: ['left? 1'] } },
      { name: 'right', interrupts: [{ value: 'right?', ns: [expect.stringMatching(/^right:/)], when: 'during' }] },
    ]);
  });

  it('of a nested graph is read by its namespace and inside that of the outer one', async () => {
    const { threadId } = await start('lg_nested', {});

    const outer = await getThreadState(hp, { threadId });
    const deep = await getThreadState(hp, { threadId, subgraphs: true });
    const place = outer.tasks[0]?.state;
    const ns = place && 'configurable' in place ? place.configurable?.checkpoint_ns : undefined;
    const inner = await getThreadState(hp, { threadId, checkpointNs: String(ns) });

    expect(outer.tasks).toMatchObject([{ name: 'inner', interrupts: [{ value: 'one?' }, { value: 'two?' }] }]);
    expect(deep.tasks).toMatchObject([{ state: { next: ['one', 'two'], values: { log: ['outer', 'before'] } } }]);
    expect(inner).toMatchObject({ next: ['one', 'two'], values: { log: ['outer', 'before'] } });
  });
});

describe('commands for a LangGraph.js graph', () => {
  it('update the state and go to a node, with an input of its own if it has one', async () => {
    const { threadId } = await start('lg_fan', {});

    const command = { update: { log: ['by hand'] }, goto: { node: 'worker', input: { age: 9 } } };
    await hp.send(threadId, 'lg_fan', { command });
    await hp.runAll();

    expect((await hp.openQuestions(threadId)).map(({ value }) => value)).toContain('ok 9?');
    expect(await hp.values(threadId, 'lg_fan')).toMatchObject({ log: ['by hand'] });
  });
});

describe('tool calls that a LangGraph.js graph left open', () => {
  const repairing = { config: { repair_dangling_tool_calls: true } };
  const human = (id: string) => ({ messages: [{ type: 'human', content: id, id }] });
  const storyOf = async (threadId: string) => {
    const { messages } = await hp.values(threadId, 'lg_chat');
    return (messages as Record<string, string>[]).map(({ type, status }) => (status === 'error' ? 'cancelled' : type));
  };

  it('are answered before new input when the run asks for it', async () => {
    const { threadId } = await start('lg_chat', human('one'));

    await hp.send(threadId, 'lg_chat', { input: human('two'), kwargs: repairing });
    await hp.runAll();

    expect(await storyOf(threadId)).toEqual(['human', 'ai', 'ai', 'cancelled', 'human', 'ai']);
  });

  it('are answered in their place when other messages have followed, which keep their ids and classes', async () => {
    const { threadId } = await start('lg_chat', human('one'));
    await hp.send(threadId, 'lg_chat', { input: human('two') });
    await hp.runAll();
    const before = (await hp.values(threadId, 'lg_chat')).messages as unknown[];

    await hp.send(threadId, 'lg_chat', { input: human('three'), kwargs: repairing });
    await hp.runAll();
    const [question] = await hp.openQuestions(threadId);
    await answerInterrupt(hp, { interruptId: question?.id ?? '', value: 'fine' });
    await hp.runAll();

    expect(await storyOf(threadId)).toEqual(['human', 'ai', 'ai', 'cancelled', 'human', 'ai', 'human', 'ai']);
    const { messages, seen } = await hp.values(threadId, 'lg_chat');
    expect((messages as unknown[]).toSpliced(3, 1).slice(0, before.length)).toEqual(before);
    expect((seen as string[])[1]).toMatch(/^AIMessageChunk/);
  });
});
