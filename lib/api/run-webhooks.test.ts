import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebhookSender } from '#lib/runs/webhooks/webhook-sender';
import { webhookTargets } from '#lib/runs/webhooks/webhook-targets';
import { testApi } from '#lib/testing/test-api';
import { asks, throws, twoSteps } from '#lib/testing/test-graphs';
import { webhookReceiver } from '#lib/testing/webhook-receiver';
import { toWireRun } from './wire/run';

vi.hoisted(() => {
  process.env.HOLDPOINT_WEBHOOK_HOSTS = 'loopback';
});

const fault = { value: new Error('no answer') };
const { hp, db, call } = await testApi({ steps: twoSteps(), asks: asks({ value: 'Sure?' }), fails: throws(fault) });
const receiver = await webhookReceiver();
const sender = new WebhookSender(hp, { targets: webhookTargets(), smtp: null, describeRun: toWireRun });
afterAll(() => receiver.close());

beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer = async () => new Response();
});

async function sendDue(): Promise<void> {
  await sender.tick();
  await sender.idle();
}

async function run(graphId: string, body: object = {}) {
  const { thread_id } = await (await call('POST', '/threads', {})).json();
  const request = { assistant_id: graphId, input: { say: 'x' }, webhook: receiver.url, ...body };
  const run = await (await call('POST', `/threads/${thread_id}/runs`, request)).json();
  await (await call('GET', `/threads/${thread_id}/runs/${run.run_id}/join`)).text();
  return run;
}

describe('the webhook of a run', () => {
  it('is told of its end, and of what it left', async () => {
    const { run_id, thread_id } = await run('steps');
    await call('POST', `/threads/${thread_id}/state`, { values: { say: 'changed since' }, as_node: 'second' });

    await sendDue();
    await sendDue();

    expect(receiver.received).toHaveLength(1);
    const [{ body, headers } = { body: {}, headers: {} }] = receiver.received;
    expect(body).toMatchObject({
      ...{ run_id, thread_id, status: 'success', multitask_strategy: 'enqueue' },
      values: { say: 'x', log: ['first x', 'second x'] },
    });
    expect(body.kwargs).toMatchObject({ webhook: receiver.url });
    const times = [body.run_started_at, body.run_ended_at, body.webhook_sent_at];
    expect(times).toEqual(times.toSorted());
    expect(times.map((time) => new Date(time).toISOString())).toEqual(times);
    expect(headers).toHaveProperty('webhook-id');
    expect(headers).not.toHaveProperty('webhook-signature');
  });

  it('is told that it failed, and why', async () => {
    await run('fails');

    await sendDue();

    expect(receiver.received[0]?.body).toMatchObject({
      ...{ status: 'error', error: { error: 'Error', message: 'no answer' }, values: { log: ['first x'] } },
    });
  });

  it('is told that it paused', async () => {
    await run('asks');

    await sendDue();

    expect(receiver.received[0]?.body).toMatchObject({ status: 'interrupted', stop_reason: 'paused' });
  });

  it('of a stateless run is told what the run left, though nobody else can see it any more', async () => {
    const request = { assistant_id: 'steps', input: { say: 'alone' }, webhook: receiver.url };
    await (await call('POST', '/runs/wait', request)).text();
    // Until whoever would delete the thread has had the time to do so.
    await call('POST', '/runs/wait', { ...request, webhook: undefined });

    await sendDue();

    expect(receiver.received[0]?.body).toMatchObject({ status: 'success', values: { say: 'alone' } });
  });

  it('that is away is told the same later, even if the thread is gone by then', async () => {
    receiver.answer = async () => new Response(null, { status: 503 });
    const { thread_id } = await run('steps');
    await sendDue();

    receiver.answer = async () => new Response();
    await call('DELETE', `/threads/${thread_id}`);
    await db.prisma.webhookDelivery.updateMany({ where: { outcome: 'pending' }, data: { dueAt: new Date(0) } });
    await sendDue();

    const [first, second] = receiver.received;
    expect(second?.text).toBe(first?.text);
    expect(await db.prisma.webhookDelivery.count({ where: { outcome: 'pending' } })).toBe(0);
  });

  it('is not told of what was deleted before', async () => {
    const { thread_id } = await run('steps');
    await call('DELETE', `/threads/${thread_id}`);

    await sendDue();

    expect(receiver.received).toEqual([]);
    const [delivery] = await db.prisma.webhookDelivery.findMany({
      where: { threadId: thread_id },
      include: { attempts: true },
    });
    expect(delivery).toMatchObject({
      outcome: 'failed',
      attempts: [{ error: expect.stringContaining('was deleted') }],
    });
  });

  it.each(['/hook', 'ftp://127.0.0.1/', 'http://10.0.0.1/'])(
    'is refused where it cannot be called: %s',
    async (webhook) => {
      const { thread_id } = await (await call('POST', '/threads', {})).json();

      const response = await call('POST', `/threads/${thread_id}/runs`, { assistant_id: 'steps', input: {}, webhook });

      expect(response.status).toBe(422);
      expect(await response.text()).toContain('webhook');
    },
  );
});
