import { expect, it, onTestFinished } from 'vitest';
import { testDatabase } from '#lib/testing/database';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { LOOPBACK, sendAllDue, testSender } from '#lib/testing/test-sender';
import { webhookReceiver } from '#lib/testing/webhook-receiver';
import { webhookSettings } from '#lib/testing/webhook-settings';
import { deliveryLogSweeper } from './delivery-log';
import { createWebhook, sendTestDelivery } from './webhooks';

it('the log forgets what ended long ago, and nothing else', async () => {
  const db = await testDatabase();
  const hp = await testHoldpoint(db, {});
  const receiver = await webhookReceiver();
  onTestFinished(receiver.close);
  const webhook = await createWebhook(
    hp,
    { ...webhookSettings, url: receiver.url },
    { actor: null, targets: LOOPBACK },
  );
  await sendTestDelivery(hp, { id: webhook.id, actor: null });
  await sendTestDelivery(hp, { id: webhook.id, actor: null });
  await sendAllDue(testSender(hp));
  const { id } = await db.prisma.webhookDelivery.findFirstOrThrow();
  await db.prisma.webhookDelivery.update({ where: { id }, data: { endedAt: new Date(Date.now() - 31 * 86_400_000) } });
  await sendTestDelivery(hp, { id: webhook.id, actor: null });

  expect(await deliveryLogSweeper(hp, 30).tick()).toBe(1);

  expect(await db.prisma.webhookDelivery.count()).toBe(2);
  expect(await db.prisma.webhookAttempt.count()).toBe(1);
});
