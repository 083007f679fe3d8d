import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askOne } from '#lib/testing/ask-one';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { LOOPBACK, makeDeliveriesDue, sendAllDue, testSender } from '#lib/testing/test-sender';
import { webhookReceiver } from '#lib/testing/webhook-receiver';
import { webhookSettings } from '#lib/testing/webhook-settings';
import { answerInterrupt } from '../answer-interrupt';
import { cancelRun } from '../cancel-run';
import type { WebhookSettings } from './webhook-settings';
import { createWebhook, editWebhook, setWebhookActive } from './webhooks';

const HOUR = 3_600_000;
const by = { actor: 'Ada', targets: LOOPBACK };
const stay = { action: 'stay' as const };
const settings: WebhookSettings = { ...webhookSettings, events: ['interrupt.expiring'] };
let db: TestDatabase;
let hp: TestHoldpoint;
let receiver: Awaited<ReturnType<typeof webhookReceiver>>;

beforeAll(async () => {
  db = await testDatabase();
  hp = await testHoldpoint(db, {
    day: asks({ value: 'Today?', timeoutMs: 24 * HOUR, onExpire: stay }),
    brief: asks({ value: 'Now?', timeoutMs: HOUR, onExpire: stay }),
    open: asks({ value: 'Ever?' }),
  });
});

beforeEach(async () => {
  receiver = await webhookReceiver();
  return () => receiver.close();
});

afterEach(async () => {
  await db.prisma.webhook.deleteMany();
  await db.prisma.thread.deleteMany();
});

const add = (more: Partial<typeof settings> = {}) => createWebhook(hp, { ...settings, url: receiver.url, ...more }, by);
const planned = () =>
  db.prisma.webhookDelivery.findMany({ where: { event: 'interrupt.expiring', outcome: 'pending' } });

/** Milliseconds from the first planned moment to the deadline. */
async function lead(): Promise<number> {
  const [delivery] = await planned();
  const question = await db.prisma.interrupt.findUniqueOrThrow({ where: { id: delivery?.interruptId ?? '' } });
  return (question.expiresAt?.getTime() ?? 0) - (delivery?.dueAt?.getTime() ?? 0);
}

const sendDue = () => sendAllDue(testSender(hp));
const makeDue = () => makeDeliveriesDue(db);

describe('that a question expires soon', () => {
  it('is planned when it is asked, told when the time has come, and told once', async () => {
    await add({ expiringMinutes: 90 });
    const { interruptId } = await askOne(hp, 'day');
    expect(await sendDue()).toBe(0);
    expect(await lead()).toBe(1.5 * HOUR);
    const [{ createdAt } = { createdAt: null }] = await planned();

    await makeDue();
    await sendDue();

    expect(receiver.received).toMatchObject([
      {
        body: { type: 'interrupt.expiring', data: { interrupt_id: interruptId, outcome: 'pending', title: 'Today?' } },
      },
    ]);
    expect(receiver.received[0]?.body.timestamp).toBe(createdAt?.toISOString());
    expect(await sendDue()).toBe(0);
  });

  it('is told half-way where there is little time', async () => {
    await add({ expiringMinutes: 90 });

    await askOne(hp, 'brief');

    expect(await lead()).toBeCloseTo(HOUR / 2, -1);
  });

  it('is not planned where nobody wants to know', async () => {
    await add({ events: ['interrupt.asked'] });

    await askOne(hp, 'day');

    expect(await planned()).toEqual([]);
  });

  it('is not planned where there is no deadline', async () => {
    await add();

    await askOne(hp, 'open');

    expect(await planned()).toEqual([]);
  });

  it('is not told any more when somebody has answered', async () => {
    await add();
    const { interruptId } = await askOne(hp, 'day');
    await answerInterrupt(hp, { interruptId, value: 'yes', actor: 'Ada' });

    await makeDue();
    await sendDue();

    expect(receiver.received).toEqual([]);
    expect(await db.prisma.webhookDelivery.count()).toBe(0);
  });

  it('is not told, and not tried again, after the deadline', async () => {
    await add();
    const { interruptId } = await askOne(hp, 'day');
    receiver.answer = async () => new Response(null, { status: 500 });
    await makeDue();
    await sendDue();

    await db.prisma.interrupt.update({ where: { id: interruptId }, data: { expiresAt: new Date(0) } });
    await makeDue();
    await sendDue();

    expect(receiver.received).toHaveLength(1);
    expect(await planned()).toEqual([]);
  });

  it('is not told again of a question that waits again', async () => {
    await add();
    const { threadId, interruptId } = await askOne(hp, 'day');
    await makeDue();
    await sendDue();

    const { id: runId } = await answerInterrupt(hp, { interruptId, value: 'yes', actor: 'Ada' });
    await cancelRun(hp, { threadId, runId, action: 'interrupt', actor: 'Ada' });

    expect(await hp.openQuestions(threadId)).toHaveLength(1);
    expect(await planned()).toEqual([]);
  });
});

describe('a receiver', () => {
  it('that is added hears of questions that wait already', async () => {
    await askOne(hp, 'day');

    await add();

    expect(await lead()).toBe(HOUR);
  });

  it('that is edited hears at the new time, but not again', async () => {
    const { id } = await add();
    await askOne(hp, 'day');
    await editWebhook(hp, { ...settings, url: receiver.url, id, expiringMinutes: 15 }, by);
    expect(await lead()).toBe(HOUR / 4);
    await makeDue();
    await sendDue();

    await editWebhook(hp, { ...settings, url: receiver.url, id, expiringMinutes: 5 }, by);

    expect(receiver.received).toHaveLength(1);
    expect(await planned()).toEqual([]);
  });

  it('that does not want to know any more does not hear of it', async () => {
    const { id } = await add();
    await askOne(hp, 'day');

    await editWebhook(hp, { ...settings, url: receiver.url, id, events: ['run.failed'] }, by);

    expect(await planned()).toEqual([]);
  });

  it('that was paused hears of what was asked meanwhile', async () => {
    const { id } = await add();
    await setWebhookActive(hp, { id, active: false, actor: null });
    await askOne(hp, 'day');
    expect(await planned()).toEqual([]);

    await setWebhookActive(hp, { id, active: true, actor: null });

    expect(await planned()).toHaveLength(1);
  });

  it('is woken when the time comes, without looking before', async () => {
    await add();
    const { interruptId } = await askOne(hp, 'day');
    const sender = testSender(hp);
    sender.start();
    await db.prisma.$executeRaw`
      UPDATE webhook_deliveries SET due_at = clock_timestamp() + interval '300 milliseconds' WHERE interrupt_id = ${interruptId}`;
    await db.prisma.$executeRaw`SELECT pg_notify('holdpoint', '{"k":"delivery"}')`;

    await expect.poll(() => receiver.received.length).toBe(1);

    await sender.stop();
  });
});
