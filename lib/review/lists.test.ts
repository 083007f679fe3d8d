import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks, twoSteps } from '#lib/testing/test-graphs';
import { getGraph } from './get-graph';
import { listGraphs } from './list-graphs';
import { listRuns } from './list-runs';
import { listThreads } from './list-threads';

let hp: TestHoldpoint;
let done: string;
let waiting: string;

beforeAll(async () => {
  hp = await testHoldpoint(await testDatabase(), { steps: twoSteps(), age: asks({ value: 'What is your age?' }) });
  done = await hp.newThread();
  await hp.send(done, 'steps', { input: { say: 'Book a table' }, actor: 'Ana' });
  await hp.runAll();
  waiting = await hp.newThread();
  await hp.db.prisma.thread.update({ where: { id: waiting }, data: { metadata: { demo: true } } });
  await hp.send(waiting, 'age', { input: { say: 'Register me' } });
  await hp.runAll();
});

const idsOf = async (filter: Parameters<typeof listThreads>[1]) =>
  (await listThreads(hp, filter)).threads.map((thread) => thread.id);

describe('listThreads', () => {
  it('counts the questions that wait, the last changed thread first', async () => {
    const { threads, total, next } = await listThreads(hp);

    expect(threads).toMatchObject([
      { id: waiting, status: 'interrupted', graphId: 'age', isDemo: true, pendingQuestions: 1, title: 'Register me' },
      { id: done, status: 'idle', graphId: 'steps', isDemo: false, pendingQuestions: 0, title: 'Book a table' },
    ]);
    expect([total, next]).toEqual([2, null]);
  });

  it('filters by status, by graph, by a word of the title or of a question, and by id', async () => {
    expect(await idsOf({ status: 'interrupted' })).toEqual([waiting]);
    expect(await idsOf({ graphId: 'steps' })).toEqual([done]);
    expect(await idsOf({ search: 'a TABLE' })).toEqual([done]);
    expect(await idsOf({ search: 'your age' })).toEqual([waiting]);
    expect(await idsOf({ search: done })).toEqual([done]);
    expect(await idsOf({ search: '100%' })).toEqual([]);
  });

  it('pages without losing or repeating a thread', async () => {
    const first = await listThreads(hp, { limit: 1 });
    const second = await listThreads(hp, { limit: 1, after: first.next ?? '' });

    expect([...first.threads, ...second.threads].map((thread) => thread.id)).toEqual([waiting, done]);
    expect(second.next).toBeNull();
  });
});

describe('listRuns', () => {
  it('lists what each run was asked for and by whom, the last received first', async () => {
    const { runs } = await listRuns(hp);

    expect(runs).toMatchObject([
      { threadId: waiting, stopReason: 'paused', summary: 'Register me', createdBy: null },
      { threadId: done, stopReason: 'done', summary: 'Book a table', createdBy: 'Ana', checkpoints: 4 },
    ]);
  });

  it('filters by status, author and thread, and pages', async () => {
    expect((await listRuns(hp, { status: 'success' })).runs.map((run) => run.threadId)).toEqual([done]);
    expect((await listRuns(hp, { search: 'ana' })).runs.map((run) => run.threadId)).toEqual([done]);
    expect((await listRuns(hp, { threadId: waiting })).runs).toHaveLength(1);
    const first = await listRuns(hp, { limit: 1 });
    const second = await listRuns(hp, { limit: 1, before: first.next ?? '' });
    expect([...first.runs, ...second.runs].map((run) => run.threadId)).toEqual([waiting, done]);
  });
});

describe('graphs', () => {
  it('are listed with what waits and what was done in them', async () => {
    expect(await listGraphs(hp)).toMatchObject([
      { id: 'steps', threads: 1, waitingQuestions: 0 },
      { id: 'age', threads: 1, waitingQuestions: 1 },
    ]);
  });

  it('show how many questions wait at each node, and their threads', async () => {
    expect(await getGraph(hp, 'age')).toMatchObject({ waiting: { ask: 1 }, threads: { threads: [{ id: waiting }] } });
  });

  it('are not shown when the server does not offer them', async () => {
    expect(await getGraph(hp, 'gone')).toBeNull();
  });
});
