import { describe, expect, it, onTestFinished } from 'vitest';
import { askOne } from '#lib/testing/ask-one';
import { Gate } from '#lib/testing/gate';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { LOOPBACK, makeDeliveriesDue, onlyDelivery, sendAllDue, testSender } from '#lib/testing/test-sender';
import { webhookReceiver } from '#lib/testing/webhook-receiver';
import { type WebhookScene, webhookScene } from '#lib/testing/webhook-scene';
import { webhookSettings } from '#lib/testing/webhook-settings';
import { takeDeliveries } from './take-deliveries';
import { createWebhook, sendTestDelivery } from './webhooks';

let db: WebhookScene['db'];
let hp: WebhookScene['hp'];
let receiver: WebhookScene['receiver'];
let webhook: WebhookScene['webhook'];

webhookScene((scene) => {
  ({ db, hp, receiver, webhook } = scene);
});

describe('several processes', () => {
  it('never make the same try', async () => {
    const others = [hp, await testHoldpoint(await db.another(), {}), await testHoldpoint(await db.another(), {})];
    for (let n = 0; n < 40; n++) await sendTestDelivery(hp, { id: webhook.id, actor: null });

    const senders = others.map((on) => testSender(on));
    for (let left = 40; left > 0; ) {
      const begun = await Promise.all(senders.map(sendAllDue));
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
    await askOne(hp, 'asks');
    const dying = testSender(hp);
    await dying.tick();
    await gate.reached;
    expect(await sendAllDue(testSender(hp))).toBe(0);

    receiver.answer = async () => new Response();
    await makeDeliveriesDue(db);
    expect(await sendAllDue(testSender(hp))).toBe(1);
    gate.open();
    await dying.idle();

    expect(await onlyDelivery(db)).toMatchObject({ outcome: 'delivered', tries: 2 });
  });

  it('do not hear of a failure of the one that took too long', async () => {
    const gate = new Gate();
    receiver.answer = async () => gate.pass().then(() => new Response(null, { status: 500 }));
    await askOne(hp, 'asks');
    const slow = testSender(hp);
    await slow.tick();
    await gate.reached;

    receiver.answer = async () => new Response();
    await makeDeliveriesDue(db);
    await sendAllDue(testSender(hp));
    gate.open();
    await slow.idle();

    expect(await onlyDelivery(db)).toMatchObject({
      outcome: 'delivered',
      attempts: [{ status: 500 }, { status: 200 }],
    });
  });
});

describe('a process that sends', () => {
  it('does not let a slow receiver hold up another', async () => {
    const gate = new Gate();
    receiver.answer = async () => gate.pass().then(() => new Response());
    const quick = await webhookReceiver();
    const other = await createWebhook(hp, { ...webhookSettings, url: quick.url }, { actor: null, targets: LOOPBACK });
    for (let n = 0; n < 60; n++) await sendTestDelivery(hp, { id: webhook.id, actor: null });
    const one = testSender(hp);
    onTestFinished(() => one.stop());
    expect(await one.tick()).toBeGreaterThan(1);
    expect(await one.tick()).toBe(0);

    await sendTestDelivery(hp, { id: other.id, actor: null });
    one.start();

    await expect.poll(() => quick.received.length).toBe(1);
    gate.open();
    await expect.poll(() => receiver.received.length).toBe(60);
    await one.stop();
    await quick.close();
  });

  it('is told of what happens, and sends it at once', async () => {
    const one = testSender(hp);
    onTestFinished(() => one.stop());
    one.start();

    await askOne(hp, 'asks');

    await expect.poll(() => receiver.received.length).toBe(1);
    await one.stop();
    expect(await onlyDelivery(db)).toMatchObject({ outcome: 'delivered' });
  });
});
