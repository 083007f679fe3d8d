import type { Holdpoint } from '#lib/runs/holdpoint';
import type { SenderOptions } from '#lib/runs/webhooks/send-delivery';
import { WebhookSender } from '#lib/runs/webhooks/webhook-sender';
import { webhookTargets } from '#lib/runs/webhooks/webhook-targets';
import type { Database } from '#lib/store/database';

/** Receivers of tests listen on this machine. */
export const LOOPBACK = webhookTargets({ HOLDPOINT_WEBHOOK_HOSTS: 'loopback' });

export function testSender(hp: Holdpoint, options: Partial<SenderOptions> = {}): WebhookSender {
  const describeRun: SenderOptions['describeRun'] = ({ id }) => ({ run_id: id });
  return new WebhookSender(hp, {
    targets: LOOPBACK,
    smtp: null,
    describeRun,
    baseUrl: 'https://h.example',
    ...options,
  });
}

/** Sends all that is due, and waits for what comes of it. @returns how many deliveries that were */
export async function sendAllDue(sender: WebhookSender): Promise<number> {
  const begun = await sender.tick();
  await sender.idle();
  return begun;
}

export function makeDeliveriesDue({ prisma }: Database) {
  return prisma.webhookDelivery.updateMany({ where: { outcome: 'pending' }, data: { dueAt: new Date(0) } });
}

/** The one delivery there is, with its tries from the first. */
export function onlyDelivery({ prisma }: Database) {
  return prisma.webhookDelivery.findFirstOrThrow({ include: { attempts: { orderBy: { id: 'asc' } } } });
}
