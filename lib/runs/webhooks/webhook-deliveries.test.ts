import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TestDatabase } from '#lib/testing/database';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks, throws } from '#lib/testing/test-graphs';
import { webhookSettings } from '#lib/testing/webhook-settings';
import { answerInterrupt } from '../answer-interrupt';
import { cancelRun } from '../cancel-run';
import { interruptDeadlines } from '../expire-interrupts';
import { deleteThread } from '../threads';
import { WEBHOOK_EVENTS, type WebhookEvent } from './webhook-events';
import type { WebhookSettings } from './webhook-settings';
import { webhookTargets } from './webhook-targets';
import { createWebhook, setWebhookActive } from './webhooks';

const QUESTION = { title: 'Pay?', risk: 'high', secret: 'a\u0000b' };
const deadline = { timeoutMs: 1, onExpire: { action: 'stay' as const } };
const fault = { value: new Error('the message\u0000') };
let db: TestDatabase;
let hp: TestHoldpoint;
let threadId: string;

beforeAll(async () => {
  db = await testDatabase();
  hp = await testHoldpoint(db, {
    pays: asks({ value: QUESTION }),
    hurries: asks({ value: 'Now?', ...deadline }),
    fails: throws(fault),
  });
});

afterEach(async () => {
  await db.prisma.webhook.deleteMany();
});

async function endpoint(settings: Partial<WebhookSettings> = {}): Promise<string> {
  const all = { ...webhookSettings, events: [...WEBHOOK_EVENTS] };
  const created = await createWebhook(hp, { ...all, ...settings }, { actor: 'Ada', targets: webhookTargets({}) });
  return created.id;
}

async function start(graphId = 'pays'): Promise<string> {
  threadId = await hp.newThread();
  const run = await hp.send(threadId, graphId, { input: {} });
  await hp.runAll();
  return run.id;
}

async function answer(value: unknown) {
  const [question] = await hp.openQuestions(threadId);
  return answerInterrupt(hp, { interruptId: question?.id ?? '', value, actor: 'Ada' });
}

const deliveries = () => db.prisma.webhookDelivery.findMany({ where: { threadId }, orderBy: { createdAt: 'asc' } });
const events = async () => (await deliveries()).map(({ event }) => event);
// biome-ignore lint/suspicious/noExplicitAny: a test looks into what was stored
const payloads = async (): Promise<any[]> => (await deliveries()).map(({ payload }) => payload);

describe('an endpoint is told', () => {
  it('that a question is asked, and answered by whom', async () => {
    await endpoint();

    await start();
    await answer(true);

    expect(await events()).toEqual(['interrupt.asked', 'interrupt.answered'] satisfies WebhookEvent[]);
    const [asked, answered] = await payloads();
    expect(asked).toMatchObject({
      data: { risk: 'high', priority: null, graph_id: 'pays', node: 'ask', title: 'Pay?', outcome: 'pending' },
      content: null,
    });
    expect(answered.data).toMatchObject({ thread_id: threadId, outcome: 'answered', decided_by: 'Ada' });
  });

  it('what was asked and answered, if it wants to know', async () => {
    await endpoint({ includesContent: true });

    await start();
    await answer({ ok: true });

    expect((await payloads()).map(({ content }) => content)).toEqual([
      { question: QUESTION, answer: null },
      { question: QUESTION, answer: { ok: true } },
    ]);
  });

  it('that a question is open again when its answer did not reach the graph', async () => {
    await endpoint();
    await start();
    const { id } = await answer(true);

    await cancelRun(hp, { threadId, runId: id, action: 'interrupt', actor: 'Ada' });

    expect(await events()).toEqual(['interrupt.asked', 'interrupt.answered', 'interrupt.asked']);
  });

  it('that a question is dropped', async () => {
    await endpoint();
    await start();

    await hp.send(threadId, 'pays', { input: {} });
    await hp.runAll();

    expect(await events()).toEqual(['interrupt.asked', 'interrupt.superseded', 'interrupt.asked']);
  });

  it('that a question is gone with its thread', async () => {
    await endpoint();
    await start();

    await deleteThread(hp, threadId);

    const [, gone] = await deliveries();
    expect(gone).toMatchObject({ event: 'interrupt.superseded', payload: { data: { outcome: 'deleted' } } });
  });

  it('that nobody answered in time, also where the question stays', async () => {
    await endpoint();
    await start('hurries');
    const [question] = await hp.openQuestions(threadId);
    await db.prisma.interrupt.update({ where: { id: question?.id ?? '' }, data: { expiresAt: new Date(0) } });

    await interruptDeadlines(hp).tick();
    await answer('late');

    expect(await events()).toEqual(['interrupt.asked', 'interrupt.expired', 'interrupt.answered']);
  });

  it('that a run has failed', async () => {
    await endpoint({ includesContent: true });

    const runId = await start('fails');

    expect(await deliveries()).toMatchObject([
      { event: 'run.failed', runId, payload: { data: { run_id: runId, status: 'error' }, content: { error: {} } } },
    ]);
  });

  it('of its graphs and its events only, and of nothing while it is paused', async () => {
    const paused = await endpoint();
    await setWebhookActive(hp, { id: paused, active: false, actor: null });
    await endpoint({ graphIds: ['fails'] });
    await endpoint({ events: ['run.failed'] });

    await start();
    expect(await events()).toEqual([]);

    await start('fails');
    expect(await events()).toEqual(['run.failed', 'run.failed']);
  });

  it('of nothing that was not committed', async () => {
    await endpoint();
    await start();
    const [question] = await hp.openQuestions(threadId);

    const undone = db.sql.transaction(async (tx) => {
      await tx.$executeRaw`UPDATE interrupts SET outcome = 'answered' WHERE id = ${question?.id}`;
      throw new Error('undo');
    });

    await expect(undone).rejects.toThrow('undo');
    expect(await events()).toEqual(['interrupt.asked']);
  });
});

it('content that is too large stays here', async () => {
  await endpoint({ includesContent: true });
  await start();

  await answer('x'.repeat(300_000));

  expect((await payloads()).map(({ content }) => content === null)).toEqual([false, true]);
});
