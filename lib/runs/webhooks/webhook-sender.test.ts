import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { isSignedBy, webhookReceiver } from '#lib/testing/webhook-receiver';
import { webhookSettings } from '#lib/testing/webhook-settings';
import { answerByLink } from '../links/answer-by-link';
import { metrics } from '../telemetry/metrics';
import { deliveryLogSweeper } from './delivery-log';
import type { SenderOptions } from './send-delivery';
import { RETRY_WAITS } from './settle-delivery';
import { takeDeliveries } from './take-deliveries';
import { WebhookSender } from './webhook-sender';
import { webhookTargets } from './webhook-targets';
import {
  createWebhook,
  deleteWebhook,
  redeliver,
  rotateWebhookSecret,
  sendTestDelivery,
  setWebhookActive,
} from './webhooks';

const targets = webhookTargets({ HOLDPOINT_WEBHOOK_HOSTS: 'loopback' });
const PATIENTLY = { timeout: 10_000 };
let db: TestDatabase;
let hp: TestHoldpoint;
let receiver: Awaited<ReturnType<typeof webhookReceiver>>;
let webhook: { id: string; secret: string };

beforeAll(async () => {
  db = await testDatabase();
  hp = await testHoldpoint(db, { asks: asks({ value: 'Sure?' }) });
});

beforeEach(async () => {
  await db.prisma.webhookDelivery.deleteMany();
  await db.prisma.webhook.deleteMany();
  receiver = await webhookReceiver();
  webhook = await createWebhook(hp, { ...webhookSettings, url: receiver.url }, { actor: null, targets });
  return () => receiver.close();
});

function sender(options: Partial<SenderOptions> = {}, on: TestHoldpoint = hp): WebhookSender {
  return new WebhookSender(on, {
    targets,
    smtp: null,
    describeRun: ({ id }) => ({ run_id: id }),
    baseUrl: 'https://h.example',
    ...options,
  });
}

/** Sends all that is due, and waits for what comes of it. */
async function sendDue(by = sender()): Promise<number> {
  const begun = await by.tick();
  await by.idle();
  return begun;
}

async function ask(): Promise<string> {
  const threadId = await hp.newThread();
  await hp.send(threadId, 'asks', { input: {} });
  await hp.runAll();
  return threadId;
}

const answerWith = (status: number, body: string | null = null, headers = {}) => {
  receiver.answer = async () => new Response(body, { status, headers });
};
const makeDue = () =>
  db.prisma.webhookDelivery.updateMany({ where: { outcome: 'pending' }, data: { dueAt: new Date(0) } });
const delivery = () =>
  db.prisma.webhookDelivery.findFirstOrThrow({ include: { attempts: { orderBy: { id: 'asc' } } } });
const secondsUntilDue = async () => ((await delivery()).dueAt?.getTime() ?? 0) / 1000 - Date.now() / 1000;

describe('a delivery', () => {
  it('is signed, says what happened, and is sent once', async () => {
    const threadId = await ask();

    expect(await sendDue()).toBe(1);
    expect(await sendDue()).toBe(0);

    const [question] = await hp.openQuestions(threadId);
    const [message] = receiver.received;
    expect(receiver.received).toHaveLength(1);
    expect(message && isSignedBy(message, webhook.secret)).toBe(true);
    expect(message?.headers['webhook-id']).toBe(`msg_${(await delivery()).id}`);
    expect(Math.abs(Number(message?.headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
    expect(message?.body).toMatchObject({
      type: 'interrupt.asked',
      data: { interrupt_id: question?.id, thread_id: threadId, url: `https://h.example/i/${question?.id}` },
    });
    expect(message?.body.data.asked_at).toBe(question?.createdAt.toISOString());
    expect(message?.text).not.toContain('question');
    expect(await delivery()).toMatchObject({
      outcome: 'delivered',
      dueAt: null,
      attempts: [{ status: 204, error: null }],
    });
  });

  it('holds an address that answers the question, if the endpoint wants that, the same at each try', async () => {
    await db.prisma.webhook.updateMany({ data: { includesLink: true } });
    answerWith(500);
    const threadId = await ask();

    await sendDue();
    await makeDue();
    await sendDue();
    const [first, second] = receiver.received.map(({ body }) => body.data.answer_url);
    const token = String(first).replace('https://h.example/a/', '');
    await answerByLink(hp, { token, value: 'yes', note: null, name: 'Maria' });
    await makeDue();
    await sendDue();

    expect(second).toBe(first);
    expect(await hp.openQuestions(threadId)).toEqual([]);
    expect(JSON.stringify(await db.prisma.answerLink.findMany())).not.toContain(token);
    expect(receiver.received[2]?.body.data).not.toHaveProperty('answer_url');
  });

  it('whose receiver repeats that address leaves it out of the log, also where the end of it is cut off', async () => {
    await db.prisma.webhook.updateMany({ data: { includesLink: true } });
    await ask();
    receiver.answer = async () => {
      const url = String(receiver.received.at(-1)?.body.data.answer_url);
      return new Response(`${url} ${url.replaceAll('/', '\\/')} ${'.'.repeat(820)}${url}`, { status: 400 });
    };

    await sendDue();

    const { attempts } = await delivery();
    const address = String(receiver.received[0]?.body.data.answer_url);
    const beginning = address.replace(/.*\/a\//, '').slice(0, 8);
    expect(attempts[0]?.response).toMatch(
      /^https:\/\/h.example\/a\/… https:\\\/\\\/h.example\\\/a\\\/… \.+https:\/\/h.example\/a\/…$/,
    );
    expect(attempts[0]?.response).not.toContain(beginning);
  });

  it('that is not taken is tried again as the same message, later and later, and fails in the end', async () => {
    answerWith(500, 'out of\0 order');
    await ask();

    for (const wait of RETRY_WAITS) {
      expect(await sendDue()).toBe(1);
      expect(await secondsUntilDue()).toBeGreaterThan(wait - 2);
      expect(await secondsUntilDue()).toBeLessThan(wait * 1.1 + 1);
      await makeDue();
    }
    await sendDue();

    const { outcome, dueAt, attempts } = await delivery();
    expect({ outcome, dueAt }).toEqual({ outcome: 'failed', dueAt: null });
    expect(attempts).toHaveLength(RETRY_WAITS.length + 1);
    expect(attempts[0]).toMatchObject({ status: 500, error: 'It answered 500.', response: 'out of order' });
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(receiver.received.map(({ text }) => text)).size).toBe(1);
  });

  it('is sent again, as often as before, if somebody wants it', async () => {
    answerWith(500);
    await ask();
    await db.prisma.webhookDelivery.updateMany({ data: { tries: RETRY_WAITS.length } });
    await sendDue();
    const { id } = await delivery();
    expect(await sendDue()).toBe(0);

    await redeliver(hp, id);
    await sendDue();

    expect(await delivery()).toMatchObject({ outcome: 'pending', tries: 1, attempts: [{}, {}] });
    await expect(redeliver(hp, id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('does not follow a redirect', async () => {
    answerWith(307, null, { location: receiver.url });
    await ask();

    await sendDue();

    expect(receiver.received).toHaveLength(1);
    expect(await delivery()).toMatchObject({
      attempts: [{ status: 307, error: expect.stringContaining('not followed') }],
    });
  });

  it('to somebody who does not answer is given up in time', async () => {
    const gate = new Gate();
    receiver.answer = async () => gate.pass().then(() => new Response());
    await ask();

    await sendDue(sender({ timeoutMs: 50 }));

    gate.open();
    expect(await delivery()).toMatchObject({
      outcome: 'pending',
      attempts: [{ status: null, error: 'No answer within 0.05 s.' }],
    });
  });

  it('of whose response the body never ends is taken, and its beginning is kept', async () => {
    const endless = () =>
      new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1_000).fill(97)) });
    receiver.answer = async () => new Response(endless());
    await ask();

    await sendDue();

    expect(await delivery()).toMatchObject({ outcome: 'delivered', attempts: [{ response: 'a'.repeat(1_000) }] });
  });

  it('to nobody says so', async () => {
    await receiver.close();
    await ask();

    await sendDue();

    expect(await delivery()).toMatchObject({ attempts: [{ error: expect.stringContaining('ECONNREFUSED') }] });
  });

  it('is not made where its name leads to an address that may not be called', async () => {
    const url = receiver.url.replace('127.0.0.1', 'localhost');
    await db.prisma.webhook.update({ where: { id: webhook.id }, data: { url } });
    await ask();

    await sendDue(sender({ targets: webhookTargets({}) }));
    expect(receiver.received).toHaveLength(0);
    expect(await delivery()).toMatchObject({ attempts: [{ error: expect.stringContaining('may not be called') }] });

    await makeDue();
    await sendDue();
    expect(receiver.received).toHaveLength(1);
  });
});

it('each try is counted by what came of it', async () => {
  const counted = async () => {
    const { values } = await metrics().deliveries.get();
    const tries = (result: string) =>
      values.find(({ labels: { kind, ...rest } }) => kind === 'http' && rest.result === result);
    return ['retried', 'failed', 'delivered'].map((result) => tries(result)?.value ?? 0);
  };
  const before = await counted();
  answerWith(500);
  await ask();
  await sendDue();
  await db.prisma.webhookDelivery.updateMany({ data: { tries: RETRY_WAITS.length, dueAt: new Date(0) } });
  await sendDue();
  await redeliver(hp, (await delivery()).id);
  answerWith(204);
  await sendDue();

  const after = await counted();

  expect(after.map((count, at) => count - (before[at] ?? 0))).toEqual([1, 1, 1]);
});

describe('several processes', () => {
  it('never make the same try', async () => {
    const others = [hp, await testHoldpoint(await db.another(), {}), await testHoldpoint(await db.another(), {})];
    for (let n = 0; n < 40; n++) await sendTestDelivery(hp, { id: webhook.id, actor: null });

    const senders = others.map((on) => sender({}, on));
    for (let left = 40; left > 0; ) {
      const begun = await Promise.all(senders.map((one) => sendDue(one)));
      left -= begun.reduce((sum, n) => sum + n, 0);
    }

    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toHaveLength(40);
    expect(new Set(ids).size).toBe(40);
  });

  it('do not wait for what another one is about to take', async () => {
    for (let n = 0; n < 8; n++) await sendTestDelivery(hp, { id: webhook.id, actor: null });

    const [first, second] = await db.sql.transaction(async (tx) => [
      await takeDeliveries(tx, { limit: 3, except: [] }),
      await takeDeliveries(db.sql, { limit: 3, except: [] }),
    ]);

    const ids = [...(first ?? []), ...(second ?? [])].map(({ id }) => id);
    expect(first).toHaveLength(3);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('take over what one of them has died over', async () => {
    const gate = new Gate();
    receiver.answer = async () => gate.pass().then(() => new Response());
    await ask();
    const dying = sender();
    await dying.tick();
    await gate.reached;
    expect(await sendDue()).toBe(0);

    receiver.answer = async () => new Response();
    await makeDue();
    expect(await sendDue()).toBe(1);
    gate.open();
    await dying.idle();

    expect(await delivery()).toMatchObject({ outcome: 'delivered', tries: 2 });
  });

  it('do not hear of a failure of the one that took too long', async () => {
    const gate = new Gate();
    receiver.answer = async () => gate.pass().then(() => new Response(null, { status: 500 }));
    await ask();
    const slow = sender();
    await slow.tick();
    await gate.reached;

    receiver.answer = async () => new Response();
    await makeDue();
    await sendDue();
    gate.open();
    await slow.idle();

    expect(await delivery()).toMatchObject({ outcome: 'delivered', attempts: [{ status: 500 }, { status: 200 }] });
  });
});

describe('a process that sends', () => {
  it('does not let a slow receiver hold up another', async () => {
    const gate = new Gate();
    receiver.answer = async () => gate.pass().then(() => new Response());
    const quick = await webhookReceiver();
    const other = await createWebhook(hp, { ...webhookSettings, url: quick.url }, { actor: null, targets });
    for (let n = 0; n < 60; n++) await sendTestDelivery(hp, { id: webhook.id, actor: null });
    const one = sender();
    onTestFinished(() => one.stop());
    expect(await one.tick()).toBeGreaterThan(1);
    expect(await one.tick()).toBe(0);

    await sendTestDelivery(hp, { id: other.id, actor: null });
    one.start();

    await expect.poll(() => quick.received.length, PATIENTLY).toBe(1);
    gate.open();
    await expect.poll(() => receiver.received.length, PATIENTLY).toBe(60);
    await one.stop();
    await quick.close();
  });

  it('is told of what happens, and sends it at once', async () => {
    const one = sender();
    onTestFinished(() => one.stop());
    one.start();

    await ask();

    await expect.poll(() => receiver.received.length, PATIENTLY).toBe(1);
    await one.stop();
    expect(await delivery()).toMatchObject({ outcome: 'delivered' });
  });
});

describe('an endpoint', () => {
  it('that is paused gets what was due to it when it goes on', async () => {
    await ask();
    await setWebhookActive(hp, { id: webhook.id, active: false, actor: null });
    expect(await sendDue()).toBe(0);

    await setWebhookActive(hp, { id: webhook.id, active: true, actor: null });

    expect(await sendDue()).toBe(1);
  });

  it('gets a test also while it is paused', async () => {
    await setWebhookActive(hp, { id: webhook.id, active: false, actor: null });

    await sendTestDelivery(hp, { id: webhook.id, actor: 'Ada' });
    await sendDue();

    expect(receiver.received[0]?.body).toMatchObject({ type: 'webhook.test', data: { sent_by: 'Ada' } });
  });

  it('can tell by either secret for a day after a change, and then by the new one', async () => {
    const { secret } = await rotateWebhookSecret(hp, { id: webhook.id, actor: null });
    await sendTestDelivery(hp, { id: webhook.id, actor: null });
    await sendDue();
    await db.prisma.webhook.updateMany({ data: { formerSecretUntil: new Date(0) } });
    await sendTestDelivery(hp, { id: webhook.id, actor: null });
    await sendDue();

    const signedBy = receiver.received.map((message) =>
      [webhook.secret, secret].map((one) => isSignedBy(message, one)),
    );
    expect(signedBy).toEqual([
      [true, true],
      [false, true],
    ]);
  });

  it('that is deleted is told of nothing any more', async () => {
    await ask();

    await deleteWebhook(hp, webhook.id);

    expect(await sendDue()).toBe(0);
    await expect(deleteWebhook(hp, webhook.id)).rejects.toMatchObject({ code: 'webhook_not_found' });
  });
});

it('the log forgets what ended long ago, and nothing else', async () => {
  await sendTestDelivery(hp, { id: webhook.id, actor: null });
  await sendTestDelivery(hp, { id: webhook.id, actor: null });
  await sendDue();
  const { id } = await delivery();
  await db.prisma.webhookDelivery.update({ where: { id }, data: { endedAt: new Date(Date.now() - 31 * 86_400_000) } });
  await sendTestDelivery(hp, { id: webhook.id, actor: null });

  expect(await deliveryLogSweeper(hp, 30).tick()).toBe(1);

  expect(await db.prisma.webhookDelivery.count()).toBe(2);
  expect(await db.prisma.webhookAttempt.count()).toBe(1);
});
