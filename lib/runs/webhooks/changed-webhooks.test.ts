import { describe, expect, it } from 'vitest';
import { askOne } from '#lib/testing/ask-one';
import { LOOPBACK, sendAllDue, testSender } from '#lib/testing/test-sender';
import { isSignedBy } from '#lib/testing/webhook-receiver';
import { type WebhookScene, webhookScene } from '#lib/testing/webhook-scene';
import { webhookSettings } from '#lib/testing/webhook-settings';
import { deleteWebhook, editWebhook, rotateWebhookSecret, sendTestDelivery, setWebhookActive } from './webhooks';

let db: WebhookScene['db'];
let hp: WebhookScene['hp'];
let receiver: WebhookScene['receiver'];
let webhook: WebhookScene['webhook'];

webhookScene((scene) => {
  ({ db, hp, receiver, webhook } = scene);
});

describe('an endpoint', () => {
  it('that is paused gets what was due to it when it goes on', async () => {
    await askOne(hp, 'asks');
    await setWebhookActive(hp, { id: webhook.id, active: false, actor: null });
    expect(await sendAllDue(testSender(hp))).toBe(0);

    await setWebhookActive(hp, { id: webhook.id, active: true, actor: null });

    expect(await sendAllDue(testSender(hp))).toBe(1);
  });

  it('that is edited still gets what was due to it', async () => {
    await askOne(hp, 'asks');

    await editWebhook(
      hp,
      { ...webhookSettings, id: webhook.id, url: receiver.url },
      { actor: null, targets: LOOPBACK },
    );

    expect(await sendAllDue(testSender(hp))).toBe(1);
  });

  it('gets a test also while it is paused', async () => {
    await setWebhookActive(hp, { id: webhook.id, active: false, actor: null });

    await sendTestDelivery(hp, { id: webhook.id, actor: 'Ada' });
    await sendAllDue(testSender(hp));

    expect(receiver.received[0]?.body).toMatchObject({ type: 'webhook.test', data: { sent_by: 'Ada' } });
  });

  it('can tell by either secret for a day after a change, and then by the new one', async () => {
    const { secret } = await rotateWebhookSecret(hp, { id: webhook.id, actor: null });
    await sendTestDelivery(hp, { id: webhook.id, actor: null });
    await sendAllDue(testSender(hp));
    await db.prisma.webhook.updateMany({ data: { formerSecretUntil: new Date(0) } });
    await sendTestDelivery(hp, { id: webhook.id, actor: null });
    await sendAllDue(testSender(hp));

    const signedBy = receiver.received.map((message) =>
      [webhook.secret, secret].map((one) => isSignedBy(message, one)),
    );
    expect(signedBy).toEqual([
      [true, true],
      [false, true],
    ]);
  });

  it('that is deleted is told of nothing any more', async () => {
    await askOne(hp, 'asks');

    await deleteWebhook(hp, webhook.id);

    expect(await sendAllDue(testSender(hp))).toBe(0);
    await expect(deleteWebhook(hp, webhook.id)).rejects.toMatchObject({ code: 'webhook_not_found' });
  });
});
