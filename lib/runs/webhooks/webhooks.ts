import { v7 } from 'uuid';
import { HoldpointError } from '#lib/errors';
import type { Webhook } from '#lib/store/generated/client';
import type { WebhookKind } from '#lib/store/generated/enums';
import { notify } from '#lib/store/notify';
import type { Holdpoint } from '../holdpoint';
import { planExpiring } from './plan-expiring';
import { smtpSettings } from './smtp-settings';
import { TEST_EVENT } from './webhook-events';
import { newWebhookSecret } from './webhook-secret';
import { checkSettings, type Surroundings, type WebhookSettings } from './webhook-settings';
import { webhookTargets } from './webhook-targets';

/** How long the secret before the last one still signs. */
const FORMER_SECRET_HOURS = 24;

interface Change extends Partial<Surroundings> {
  actor: string | null;
}

/** @returns its id and its secret, which is never shown again. @throws HoldpointError `invalid_request` */
export async function createWebhook(
  { db }: Holdpoint,
  settings: WebhookSettings,
  { actor, ...given }: Change,
): Promise<{ id: string; secret: string }> {
  const data = checkSettings(settings, surroundings(given));
  const [id, secret] = [v7(), newWebhookSecret()];
  await db.prisma.webhook.create({ data: { ...data, id, secret, createdBy: actor, updatedBy: actor } });
  await planExpiring(db.sql, id);
  await notify(db.sql, { k: 'webhooks' });
  return { id, secret };
}

/**
 * What kind it is stays. The address of a Slack channel is not shown again: without one it stays as well. What is due to a recipient
 * who is one no more is not sent.
 * @throws HoldpointError `invalid_request`, `webhook_not_found`
 */
export async function editWebhook(
  hp: Holdpoint,
  { id, ...settings }: WebhookSettings & { id: string },
  { actor, ...given }: Change,
): Promise<void> {
  const url = settings.kind === 'slack' && !settings.url.trim() ? await addressOf(hp, id) : settings.url;
  const { kind, ...data } = checkSettings({ ...settings, url }, surroundings(given));
  await update(hp, { id, kind }, { ...data, updatedBy: actor });
  await hp.db.sql.$executeRaw`
    DELETE FROM webhook_deliveries WHERE webhook_id = ${id}::uuid AND outcome = 'pending'
      AND recipient IS NOT NULL AND recipient <> ALL(${data.recipients})`;
  await planExpiring(hp.db.sql, id);
}

/** One that is not active is told of nothing new, and what is due to it waits. @throws HoldpointError `webhook_not_found` */
export async function setWebhookActive(
  hp: Holdpoint,
  { id, active, actor }: { id: string; active: boolean; actor: string | null },
): Promise<void> {
  await update(hp, { id }, { active, updatedBy: actor });
  if (active) await planExpiring(hp.db.sql, id);
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

/**
 * A delivery that tells of nothing, to each recipient if there are several, to see whether they arrive.
 * @returns the ids of the deliveries
 * @throws HoldpointError `webhook_not_found`
 */
export async function sendTestDelivery(
  { db }: Holdpoint,
  { id, actor }: { id: string; actor: string | null },
): Promise<string[]> {
  const payload = JSON.stringify({ data: { sent_by: actor }, content: null });
  const added = await db.sql.$queryRaw<{ id: string }[]>`
    INSERT INTO webhook_deliveries (webhook_id, recipient, event, payload)
    SELECT w.id, r.recipient, ${TEST_EVENT}, ${payload}::json FROM webhooks w LEFT JOIN unnest(w.recipients) AS r (recipient) ON true
    WHERE w.id = ${id}::uuid RETURNING id`;
  if (added.length === 0) throw webhookNotFound(id);
  await notify(db.sql, { k: 'delivery' });
  return added.map((delivery) => delivery.id);
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

/** As the environment says, if nothing else is said. */
function surroundings({ targets = webhookTargets(), smtp = smtpSettings() }: Partial<Surroundings>): Surroundings {
  return { targets, smtp };
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
