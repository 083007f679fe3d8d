import { v7 } from 'uuid';
import { HoldpointError } from '#lib/errors';
import type { Webhook } from '#lib/store/generated/client';
import type { WebhookKind } from '#lib/store/generated/enums';
import { notify } from '#lib/store/notify';
import type { Holdpoint } from '../holdpoint';
import { TEST_EVENT } from './webhook-events';
import { newWebhookSecret } from './webhook-secret';
import { checkSettings, type WebhookSettings } from './webhook-settings';
import { type WebhookTargets, webhookTargets } from './webhook-targets';

/** How long the secret before the last one still signs. */
const FORMER_SECRET_HOURS = 24;

interface Change {
  actor: string | null;
  /** Default: as the environment says. */
  targets?: WebhookTargets;
}

/** @returns its id and its secret, which is never shown again. @throws HoldpointError `invalid_request` */
export async function createWebhook(
  { db }: Holdpoint,
  settings: WebhookSettings,
  { actor, targets = webhookTargets() }: Change,
): Promise<{ id: string; secret: string }> {
  const data = checkSettings(settings, targets);
  const [id, secret] = [v7(), newWebhookSecret()];
  await db.prisma.webhook.create({ data: { ...data, id, secret, createdBy: actor, updatedBy: actor } });
  await notify(db.sql, { k: 'webhooks' });
  return { id, secret };
}

/**
 * What kind it is stays. The address of a Slack channel is not shown again: without one it stays as well.
 * @throws HoldpointError `invalid_request`, `webhook_not_found`
 */
export async function editWebhook(
  hp: Holdpoint,
  { id, ...settings }: WebhookSettings & { id: string },
  { actor, targets = webhookTargets() }: Change,
): Promise<void> {
  const url = settings.kind === 'slack' && !settings.url.trim() ? await addressOf(hp, id) : settings.url;
  const { kind, ...data } = checkSettings({ ...settings, url }, targets);
  await update(hp, { id, kind }, { ...data, updatedBy: actor });
}

/** One that is not active is told of nothing new, and what is due to it waits. @throws HoldpointError `webhook_not_found` */
export function setWebhookActive(
  hp: Holdpoint,
  { id, active, actor }: { id: string; active: boolean; actor: string | null },
): Promise<void> {
  return update(hp, { id }, { active, updatedBy: actor });
}

/** A new secret. For a day the former one signs as well, so that receivers can change over. @throws HoldpointError `webhook_not_found` */
export async function rotateWebhookSecret(
  hp: Holdpoint,
  { id, actor }: { id: string; actor: string | null },
): Promise<{ secret: string }> {
  const secret = newWebhookSecret();
  const changed = await hp.db.sql.$executeRaw`
    UPDATE webhooks SET former_secret = secret, former_secret_until = clock_timestamp() + make_interval(hours => ${FORMER_SECRET_HOURS}),
      secret = ${secret}, updated_by = ${actor}, updated_at = clock_timestamp() WHERE id = ${id}::uuid`;
  if (changed === 0) throw webhookNotFound(id);
  await notify(hp.db.sql, { k: 'webhooks' });
  return { secret };
}

/** It and its log are gone; what is due to it is not sent. @throws HoldpointError `webhook_not_found` */
export async function deleteWebhook({ db }: Holdpoint, id: string): Promise<void> {
  const { count } = await db.prisma.webhook.deleteMany({ where: { id } });
  if (count === 0) throw webhookNotFound(id);
  await notify(db.sql, { k: 'webhooks' });
}

/** A delivery that tells of nothing, to see whether the receiver listens. @throws HoldpointError `webhook_not_found` */
export async function sendTestDelivery(
  { db }: Holdpoint,
  { id, actor }: { id: string; actor: string | null },
): Promise<void> {
  const payload = JSON.stringify({ data: { sent_by: actor }, content: null });
  const added = await db.sql.$executeRaw`
    INSERT INTO webhook_deliveries (webhook_id, event, payload)
    SELECT id, ${TEST_EVENT}, ${payload}::json FROM webhooks WHERE id = ${id}::uuid`;
  if (added === 0) throw webhookNotFound(id);
  await notify(db.sql, { k: 'delivery' });
}

/** Sends a delivery that has ended once more, as the same message. @throws HoldpointError `conflict` */
export async function redeliver({ db }: Holdpoint, deliveryId: string): Promise<void> {
  const again = await db.sql.$executeRaw`
    UPDATE webhook_deliveries SET outcome = 'pending', tries = 0, due_at = clock_timestamp(), ended_at = NULL
    WHERE id = ${deliveryId}::uuid AND outcome <> 'pending'`;
  if (again === 0)
    throw new HoldpointError('conflict', 'This delivery is still being tried, or its log entry is gone. Look again.');
  await notify(db.sql, { k: 'delivery' });
}

async function addressOf({ db }: Holdpoint, id: string): Promise<string> {
  const webhook = await db.prisma.webhook.findUnique({ where: { id }, select: { url: true } });
  if (!webhook) throw webhookNotFound(id);
  return webhook.url ?? '';
}

async function update(
  { db }: Holdpoint,
  where: { id: string; kind?: WebhookKind },
  data: Partial<Webhook>,
): Promise<void> {
  const { count } = await db.prisma.webhook.updateMany({ where, data: { ...data, updatedAt: new Date() } });
  if (count === 0) throw webhookNotFound(where.id);
  // What waited may be due now.
  await notify(db.sql, { k: 'delivery' });
}

function webhookNotFound(id: string): HoldpointError {
  return new HoldpointError('webhook_not_found', `Webhook ${id} not found; somebody may have deleted it.`);
}
