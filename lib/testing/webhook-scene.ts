import { beforeAll, beforeEach } from 'vitest';
import { createWebhook } from '#lib/runs/webhooks/webhooks';
import { type TestDatabase, testDatabase } from './database';
import { type TestHoldpoint, testHoldpoint } from './holdpoint';
import { asks } from './test-graphs';
import { LOOPBACK } from './test-sender';
import { webhookReceiver } from './webhook-receiver';
import { webhookSettings } from './webhook-settings';

export interface WebhookScene {
  db: TestDatabase;
  /** Its graph `asks` asks. */
  hp: TestHoldpoint;
  receiver: Awaited<ReturnType<typeof webhookReceiver>>;
  webhook: { id: string; secret: string };
}

/** For the tests of a file: a webhook to a receiver of its own before each, and no deliveries of the one before. */
export function webhookScene(begin: (scene: WebhookScene) => void): void {
  let db: TestDatabase;
  let hp: TestHoldpoint;
  beforeAll(async () => {
    db = await testDatabase();
    hp = await testHoldpoint(db, { asks: asks({ value: 'Sure?' }) });
  });
  beforeEach(async () => {
    await db.prisma.webhookDelivery.deleteMany();
    await db.prisma.webhook.deleteMany();
    const receiver = await webhookReceiver();
    const settings = { ...webhookSettings, url: receiver.url };
    begin({ db, hp, receiver, webhook: await createWebhook(hp, settings, { actor: null, targets: LOOPBACK }) });
    return () => receiver.close();
  });
}
