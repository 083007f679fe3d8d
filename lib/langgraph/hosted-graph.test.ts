import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { answerInterrupt } from '#lib/runs/answer-interrupt';
import { viewThread } from '#lib/runs/thread-view';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { loadGraphs } from './load-graphs';

let hp: TestHoldpoint;

beforeAll(async () => {
  const path = fileURLToPath(new URL('fixtures/langgraph.json', import.meta.url));
  const loaded = await loadGraphs(path, new Set());
  hp = await testHoldpoint(await testDatabase(), Object.fromEntries([...loaded].map(([id, { graph }]) => [id, graph])));
});

async function start(graphId: string, input: Record<string, unknown> = {}) {
  const threadId = await hp.newThread();
  const run = await hp.send(threadId, graphId, { input });
  await hp.runAll();
  return { threadId, run };
}

/** Answers the open question with this text, and executes what follows. */
async function answer(threadId: string, text: string, value: unknown): Promise<string | null> {
  const question = (await hp.openQuestions(threadId)).find((open) => open.value === text);
  if (!question) throw new Error(`${text} is not open`);
  const run = await answerInterrupt(hp, { interruptId: question.id, value });
  await hp.runAll();
  return hp.statusOf(run.id);
}

async function open(threadId: string) {
  return (await hp.openQuestions(threadId)).map((question) => question.value);
}

describe('a question of a LangGraph.js graph', () => {
  it('is listed with its run at rest and its thread interrupted', async () => {
    const { threadId, run } = await start('lg_age', { log: ['in'] });

    expect(await hp.openQuestions(threadId)).toMatchObject([
      { value: 'What is your age?', title: 'What is your age?', node: 'ask', outcome: 'pending', runId: run.id },
    ]);
    expect(await hp.statusOf(run.id)).toBe('interrupted');
    expect(await hp.threadStatus(threadId)).toBe('interrupted');
  });

  it('is asked again as a question of its own until the answer will do', async () => {
    const { threadId } = await start('lg_age');

    await answer(threadId, 'What is your age?', -20);
    await answer(threadId, 'What is your age?', '20');
    const status = await answer(threadId, 'What is your age?', 25);

    expect(status).toBe('success');
    expect(await hp.values(threadId, 'lg_age')).toEqual({ log: ['no: -20', 'no: 20', 'done'], age: 25 });
    const asked = await hp.db.prisma.interrupt.findMany({ where: { threadId } });
    expect(asked.map(({ outcome }) => outcome)).toEqual(['answered', 'answered', 'answered']);
  });

  it.each([[false], [0], [''], [null], [{}], [[]], [{ foo: 'bar' }]])('takes %j as its answer', async (value) => {
    const { threadId } = await start('lg_parallel');

    await answer(threadId, 'left?', value);
    await answer(threadId, 'right?', 1);

    expect(await hp.values(threadId, 'lg_parallel')).toEqual({
      log: [`left? ${JSON.stringify(value)}`, 'right? 1', 'end'],
    });
  });

  it('has an id of its own when its node asked before', async () => {
    const { threadId } = await start('lg_twice');
    const [first] = await hp.openQuestions(threadId);

    await answer(threadId, 'First?', 1);
    const [second] = await hp.openQuestions(threadId);
    const status = await answer(threadId, 'Second?', { ok: true });

    expect(second).toMatchObject({ value: 'Second?', responseSchema: { type: 'object', required: ['ok'] } });
    expect(second?.id).toMatch(/^[0-9a-f]{32}$/);
    expect(second?.id).not.toBe(first?.id);
    expect(status).toBe('success');
    expect(await hp.values(threadId, 'lg_twice')).toEqual({ log: ['[1,{"ok":true}]'] });
  });

  it('is not given the answer of the one before when its thread is continued', async () => {
    const { threadId } = await start('lg_twice');
    await answer(threadId, 'First?', { ok: true });
    const [second] = await hp.openQuestions(threadId);

    await hp.send(threadId, 'lg_twice', { input: null });
    await hp.runAll();

    expect(await hp.openQuestions(threadId)).toMatchObject([{ id: second?.id, value: 'Second?' }]);
    expect(await hp.values(threadId, 'lg_twice')).toEqual({ log: [] });
  });

  it('stays answered when its node fails afterwards, and going on gives it the answer again', async () => {
    const { threadId } = await start('lg_failing');
    expect(await answer(threadId, 'What?', 'pay')).toBe('error');
    expect(await open(threadId)).toEqual([]);

    const again = await hp.send(threadId, 'lg_failing', { input: null });
    await hp.runAll();

    expect(await hp.db.prisma.run.findUnique({ where: { id: again.id } })).toMatchObject({
      error: { message: 'cannot pay' },
    });
    expect(await open(threadId)).toEqual([]);
  });

  it('is open again when its node refuses the answer', async () => {
    const { threadId } = await start('lg_strict');
    const [question] = await hp.openQuestions(threadId);

    const status = await answer(threadId, 'Even?', 3);

    expect(status).toBe('error');
    expect(await hp.openQuestions(threadId)).toMatchObject([{ id: question?.id }]);
    expect(await answer(threadId, 'Even?', 4)).toBe('success');
    expect(await hp.values(threadId, 'lg_strict')).toEqual({ log: ['4'] });
  });

  it('waits untouched while the one beside it is answered', async () => {
    const { threadId } = await start('lg_parallel');
    expect(await open(threadId)).toEqual(expect.arrayContaining(['left?', 'right?']));

    const status = await answer(threadId, 'right?', 'yes');

    expect(status).toBe('interrupted');
    expect(await open(threadId)).toEqual(['left?']);
    await answer(threadId, 'left?', 'no');
    expect(await hp.values(threadId, 'lg_parallel')).toEqual({ log: ['left? "no"', 'right? "yes"', 'end'] });
  });

  it('is one for each Send', async () => {
    const { threadId } = await start('lg_fan');

    await answer(threadId, 'ok 2?', 'b');
    await answer(threadId, 'ok 3?', 'c');
    await answer(threadId, 'ok 1?', 'a');

    expect(await hp.values(threadId, 'lg_fan')).toEqual({ log: ['1: a', '2: b', '3: c'] });
  });

  it('inside a nested graph is listed with every other one there and names its node', async () => {
    const { threadId } = await start('lg_nested');
    const questions = await hp.openQuestions(threadId);
    expect(questions.map(({ value, node }) => [value, node])).toEqual(
      expect.arrayContaining([
        ['one?', 'one'],
        ['two?', 'two'],
      ]),
    );
    expect(questions[0]?.ns).toMatch(/^inner:[0-9a-f-]{36}\|(?:one|two):[0-9a-f-]{36}$/);

    await answer(threadId, 'two?', 2);
    expect(await open(threadId)).toEqual(['one?']);
    const status = await answer(threadId, 'one?', 1);

    expect(status).toBe('success');
    const { log } = await hp.values(threadId, 'lg_nested');
    expect(log).toEqual(['outer', 'outer', 'before', 'one? 1', 'two? 2']);
  });

  it('of the own engine works from a langgraph.json too', async () => {
    const { threadId } = await start('lg_own_engine', { log: 'in' });

    const status = await answer(threadId, 'Really?', true);

    expect(status).toBe('success');
    expect(await hp.values(threadId, 'lg_own_engine')).toEqual({ log: 'true' });
  });
});

describe('a LangGraph.js graph whose state nobody has written yet', () => {
  it('is told with the defaults of its channels', async () => {
    const { threadId } = await start('lg_age');

    expect(JSON.parse((await viewThread(hp, threadId)).values ?? '')).toEqual({ log: [] });
    await answer(threadId, 'What is your age?', 30);
    expect(JSON.parse((await viewThread(hp, threadId)).values ?? '')).toEqual({ log: ['done'], age: 30 });
  });
});
