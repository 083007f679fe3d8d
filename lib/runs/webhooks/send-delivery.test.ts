import { describe, expect, it } from 'vitest';
import { askOne } from '#lib/testing/ask-one';
import { Gate } from '#lib/testing/gate';
import { makeDeliveriesDue, onlyDelivery, sendAllDue, testSender } from '#lib/testing/test-sender';
import { isSignedBy } from '#lib/testing/webhook-receiver';
import { type WebhookScene, webhookScene } from '#lib/testing/webhook-scene';
import { answerByLink } from '../links/answer-by-link';
import { metrics } from '../telemetry/metrics';
import type { SenderOptions } from './send-delivery';
import { RETRY_WAITS } from './settle-delivery';
import { webhookTargets } from './webhook-targets';
import { redeliver } from './webhooks';

let db: WebhookScene['db'];
let hp: WebhookScene['hp'];
let receiver: WebhookScene['receiver'];
let webhook: WebhookScene['webhook'];

webhookScene((scene) => {
  ({ db, hp, receiver, webhook } = scene);
});

const sendDue = (options?: Partial<SenderOptions>) => sendAllDue(testSender(hp, options));
const makeDue = () => makeDeliveriesDue(db);
const delivery = () => onlyDelivery(db);
/** From the end of the last try on, by the clock of the database. */
async function secondsUntilDue(): Promise<number> {
  const { dueAt, attempts } = await delivery();
  return ((dueAt?.getTime() ?? 0) - (attempts.at(-1)?.endedAt?.getTime() ?? 0)) / 1000;
}

const answerWith = (status: number, body: string | null = null, headers = {}) => {
  receiver.answer = async () => new Response(body, { status, headers });
};

describe('a delivery', () => {
  it('is signed, says what happened, and is sent once', async () => {
    const { threadId } = await askOne(hp, 'asks');

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
    const { threadId } = await askOne(hp, 'asks');

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
    await askOne(hp, 'asks');
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
    await askOne(hp, 'asks');

    for (const wait of RETRY_WAITS) {
      expect(await sendDue()).toBe(1);
      const seconds = await secondsUntilDue();
      expect(seconds).toBeGreaterThan(wait - 1);
      expect(seconds).toBeLessThan(wait * 1.1 + 1);
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
    await askOne(hp, 'asks');
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
    await askOne(hp, 'asks');

    await sendDue();

    expect(receiver.received).toHaveLength(1);
    expect(await delivery()).toMatchObject({
      attempts: [{ status: 307, error: expect.stringContaining('not followed') }],
    });
  });

  it('to somebody who does not answer is given up in time', async () => {
    const gate = new Gate();
    receiver.answer = async () => gate.pass().then(() => new Response());
    await askOne(hp, 'asks');

    await sendDue({ timeoutMs: 50 });

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
    await askOne(hp, 'asks');

    await sendDue();

    expect(await delivery()).toMatchObject({ outcome: 'delivered', attempts: [{ response: 'a'.repeat(1_000) }] });
  });

  it('to nobody says so', async () => {
    await receiver.close();
    await askOne(hp, 'asks');

    await sendDue();

    expect(await delivery()).toMatchObject({ attempts: [{ error: expect.stringContaining('ECONNREFUSED') }] });
  });

  it('is not made where its name leads to an address that may not be called', async () => {
    const url = receiver.url.replace('127.0.0.1', 'localhost');
    await db.prisma.webhook.update({ where: { id: webhook.id }, data: { url } });
    await askOne(hp, 'asks');

    await sendDue({ targets: webhookTargets({}) });
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
  await askOne(hp, 'asks');
  await sendDue();
  await db.prisma.webhookDelivery.updateMany({ data: { tries: RETRY_WAITS.length, dueAt: new Date(0) } });
  await sendDue();
  await redeliver(hp, (await delivery()).id);
  answerWith(204);
  await sendDue();

  const after = await counted();

  expect(after.map((count, at) => count - (before[at] ?? 0))).toEqual([1, 1, 1]);
});
