'use server';

import { z } from 'zod';
import { readReviewer } from '#app/_shell/read-reviewer';
import { holdpoint } from '#lib/runs/holdpoint';
import { WEBHOOK_KINDS, type WebhookSettings } from '#lib/runs/webhooks/webhook-settings';
import * as webhooks from '#lib/runs/webhooks/webhooks';
import type { ActionResult } from './action-result';
import { runAction } from './run-action';
import { withFieldErrors } from './with-field-errors';

const idSchema = z.uuid();
// What the values must be, the function that stores them says at their fields.
const settingsSchema = z.object({
  kind: z.enum(WEBHOOK_KINDS),
  url: z.string(),
  recipients: z.array(z.string()),
  events: z.array(z.string()),
  graphIds: z.array(z.string()),
  includesContent: z.boolean(),
  includesTitle: z.boolean(),
  includesLink: z.boolean(),
  expiringMinutes: z.number(),
});

export type WebhookForm = z.input<typeof settingsSchema>;

/** @returns the secret, which nobody sees again */
export async function createWebhook(form: WebhookForm): Promise<ActionResult<{ id: string; secret: string }>> {
  const result = await runAction('administer', async () =>
    webhooks.createWebhook(await holdpoint(), settingsOf(form), { actor: await readReviewer() }),
  );
  return result.ok ? result : withFieldErrors(result);
}

export async function editWebhook(id: string, form: WebhookForm): Promise<ActionResult> {
  const result = await runAction('administer', async () => {
    const settings = { id: idSchema.parse(id), ...settingsOf(form) };
    await webhooks.editWebhook(await holdpoint(), settings, { actor: await readReviewer() });
    return {};
  });
  return result.ok ? result : withFieldErrors(result);
}

export async function setWebhookActive(id: string, active: boolean): Promise<ActionResult> {
  return runAction('administer', async () => {
    const change = { id: idSchema.parse(id), active: z.boolean().parse(active), actor: await readReviewer() };
    await webhooks.setWebhookActive(await holdpoint(), change);
    return {};
  });
}

/** @returns the new secret, which nobody sees again */
export async function rotateWebhookSecret(id: string): Promise<ActionResult<{ secret: string }>> {
  return runAction('administer', async () =>
    webhooks.rotateWebhookSecret(await holdpoint(), { id: idSchema.parse(id), actor: await readReviewer() }),
  );
}

export async function deleteWebhook(id: string): Promise<ActionResult> {
  return runAction('administer', async () => {
    await webhooks.deleteWebhook(await holdpoint(), idSchema.parse(id));
    return {};
  });
}

/** @returns the ids of the deliveries, of which the log has what came of them */
export async function sendTestDelivery(id: string): Promise<ActionResult<{ ids: string[] }>> {
  return runAction('administer', async () => ({
    ids: await webhooks.sendTestDelivery(await holdpoint(), { id: idSchema.parse(id), actor: await readReviewer() }),
  }));
}

export async function redeliver(deliveryId: string): Promise<ActionResult> {
  return runAction('administer', async () => {
    await webhooks.redeliver(await holdpoint(), idSchema.parse(deliveryId));
    return {};
  });
}

function settingsOf(form: WebhookForm): WebhookSettings {
  // Checked, value by value, by who stores them.
  return settingsSchema.parse(form) as WebhookSettings;
}
