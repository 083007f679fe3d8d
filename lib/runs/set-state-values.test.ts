import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Annotation, START, StateGraph } from '#lib/engine';
import { testDatabase } from '#lib/testing/database';
import type { Gate } from '#lib/testing/gate';
import { heldRun } from '#lib/testing/held-run';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { twoSteps } from '#lib/testing/test-graphs';
import { setStateValues } from './set-state-values';
import { COPY, updateThreadState } from './update-state';

const gates: Record<string, Gate> = {};
let hp: TestHoldpoint;

const typed = new StateGraph({
  state: z.object({ amount: z.number().min(1), note: z.string().optional() }),
})
  .addNode('check', () => ({}))
  .addEdge(START, 'check')
  .compile();

const untyped = new StateGraph(Annotation.Root({ word: Annotation<string> }))
  .addNode('say', () => ({}))
  .addEdge(START, 'say')
  .compile();

beforeAll(async () => {
  hp = await testHoldpoint(await testDatabase(), { steps: twoSteps(gates), typed, untyped });
});

async function finished(graphId: string, input: Record<string, unknown>): Promise<string> {
  const threadId = await hp.newThread();
  await hp.send(threadId, graphId, { input });
  await hp.runAll();
  return threadId;
}

const checkpointsOf = (threadId: string) =>
  hp.db.prisma.checkpoint.findMany({ where: { threadId, ns: '' }, orderBy: { seq: 'asc' } });
const lastDecision = (threadId: string) =>
  hp.db.prisma.decision.findFirst({ where: { threadId }, orderBy: { id: 'desc' } });

describe('setStateValues', () => {
  it('puts a value in the place of another, past the reducer, and records both', async () => {
    const threadId = await finished('steps', { say: 'x' });

    await setStateValues(hp, { threadId, values: { log: ['only this'] }, actor: 'Ada' });

    expect(await hp.values(threadId, 'steps')).toEqual({ log: ['only this'], say: 'x' });
    expect(await lastDecision(threadId)).toMatchObject({
      kind: 'update_state',
      actor: 'Ada',
      question: { log: ['first x', 'second x'] },
    });
  });

  it('edits any checkpoint: a branch goes on from there, and becomes the head', async () => {
    const threadId = await finished('steps', { say: 'x' });
    const [, , afterFirst] = await checkpointsOf(threadId);

    await setStateValues(hp, { threadId, checkpointId: afterFirst?.id, asNode: 'first', values: { say: 'y' } });
    await hp.send(threadId, 'steps', { input: null });
    await hp.runAll();

    expect(await hp.values(threadId, 'steps')).toEqual({ log: ['first x', 'second y'], say: 'y' });
    const branch = (await checkpointsOf(threadId)).find(({ runId }) => runId === null);
    expect(branch?.parentId).toBe(afterFirst?.id);
  });

  it('refuses what the schema of the state does not take, field by field, and changes nothing', async () => {
    const threadId = await finished('typed', { amount: 5 });
    const before = await checkpointsOf(threadId);

    const edit = setStateValues(hp, { threadId, values: { amount: 'many' } });

    await expect(edit).rejects.toMatchObject({
      code: 'invalid_answer',
      details: { errors: [{ path: ['amount'] }] },
    });
    expect(await checkpointsOf(threadId)).toHaveLength(before.length);
  });

  it('does not ask for fields that are not edited', async () => {
    const threadId = await finished('typed', { amount: 5 });

    await setStateValues(hp, { threadId, values: { note: 'checked' } });

    expect(await hp.values(threadId, 'typed')).toEqual({ amount: 5, note: 'checked' });
  });

  it('is refused while the thread is busy', async () => {
    const { threadId, run, gate, worker } = await heldRun(hp, { gates, word: 'busy' });

    const edit = setStateValues(hp, { threadId, values: { say: 'y' } });

    await expect(edit).rejects.toMatchObject({ code: 'thread_busy', details: { run_id: run.id } });
    gate.open();
    await worker.idle();
  });
});

describe('a fork', () => {
  it('copies any checkpoint, goes on from there, and is on record with where it began', async () => {
    const threadId = await finished('steps', { say: 'x' });
    const [, , afterFirst] = await checkpointsOf(threadId);

    await updateThreadState(hp, { threadId, checkpointId: afterFirst?.id, values: null, asNode: COPY, actor: 'Ada' });

    expect(await hp.values(threadId, 'steps')).toEqual({ log: ['first x'], say: 'x' });
    expect(await lastDecision(threadId)).toMatchObject({
      kind: 'fork',
      actor: 'Ada',
      detail: { from_checkpoint_id: afterFirst?.id },
    });
    await hp.send(threadId, 'steps', { input: null });
    await hp.runAll();
    expect(await hp.values(threadId, 'steps')).toEqual({ log: ['first x', 'second x'], say: 'x' });
  });
});
