import { beforeAll, expect, it } from 'vitest';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { statementsOf } from '#lib/testing/statements-of';
import { asks, twoSteps } from '#lib/testing/test-graphs';
import { webhookSettings } from '#lib/testing/webhook-settings';
import { WEBHOOK_EVENTS } from './webhooks/webhook-events';
import { createWebhook } from './webhooks/webhooks';
import { Worker } from './worker';

let hp: TestHoldpoint;

beforeAll(async () => {
  hp = await testHoldpoint(await testDatabase(), { asks: asks({ value: 'How old?' }), steps: twoSteps() });
});

/** What a worker sends to the database for one run, from its claim to its end. */
async function statementsFor(threadId: string, request: Parameters<TestHoldpoint['send']>[2], graph = 'steps') {
  const run = await hp.send(threadId, graph, request);
  const statements = await statementsOf(async () => {
    // What a worker executes is part of where the worker was made.
    const worker = new Worker(hp);
    await worker.tick();
    await worker.idle();
  });
  expect(['success', 'interrupted']).toContain(await hp.statusOf(run.id));
  // What it emits goes with the end, or before that by the clock.
  return statements.filter((statement) => !statement.includes('WITH lease AS')).length;
}

it('a run is claimed, each superstep but the last is stored, the input with the first, and its end', async () => {
  const threadId = await hp.newThread();

  expect(await statementsFor(threadId, { input: { say: 'hi' } })).toBe(3);
});

it('on a thread that has a state, it reads that first', async () => {
  const threadId = await hp.newThread();
  await statementsFor(threadId, { input: { say: 'hi' } });

  expect(await statementsFor(threadId, { input: { say: 'again' } })).toBe(4);
});

it('a question is stored with the end of its run, and so is what an answer leads to', async () => {
  const threadId = await hp.newThread();

  expect(await statementsFor(threadId, { input: { say: 'hi' } }, 'asks')).toBe(2);
  expect(await statementsFor(threadId, { command: { resume: 25 } }, 'asks')).toBe(3);
});

it('webhooks that are told of it cost no statement', async () => {
  const settings = { ...webhookSettings, events: [...WEBHOOK_EVENTS], includesContent: true };
  const { id } = await createWebhook(hp, settings, { actor: null });
  const threadId = await hp.newThread();

  expect(await statementsFor(threadId, { input: { say: 'hi' } }, 'asks')).toBe(2);
  expect(await statementsFor(threadId, { command: { resume: 25 } }, 'asks')).toBe(3);

  expect(await hp.db.prisma.webhookDelivery.count({ where: { webhookId: id } })).toBe(2);
});
