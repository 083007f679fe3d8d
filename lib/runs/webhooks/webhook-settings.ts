import { z } from 'zod';
import { HoldpointError } from '#lib/errors';
import type { WebhookKind } from '#lib/store/generated/enums';
import { WEBHOOK_EVENTS } from './webhook-events';
import { refuseUrl, type WebhookTargets } from './webhook-targets';

export const WEBHOOK_KINDS = ['http', 'slack'] as const satisfies readonly WebhookKind[];

export type ReceiverKind = (typeof WEBHOOK_KINDS)[number];

const settingsSchema = z.object({
  kind: z.enum(WEBHOOK_KINDS),
  url: z.string().trim().max(2_000),
  events: z.array(z.enum(WEBHOOK_EVENTS)).min(1, 'Choose at least one event.'),
  graphIds: z.array(z.string().min(1)).max(1_000),
  includesContent: z.boolean(),
  includesTitle: z.boolean(),
  includesLink: z.boolean(),
});

export type WebhookSettings = z.input<typeof settingsSchema>;
type CheckedSettings = z.output<typeof settingsSchema>;

/** What is no choice of a kind. A channel that many read gets nothing by which whoever reads it can answer. */
const FIXED: Record<ReceiverKind, Partial<CheckedSettings>> = {
  http: { includesTitle: true },
  slack: { includesContent: false, includesLink: false },
};

/** @throws HoldpointError `invalid_request` that says at which field */
export function checkSettings(settings: WebhookSettings, targets: WebhookTargets): CheckedSettings {
  const { data, error } = settingsSchema.safeParse(settings);
  if (!data) throw refusedAt(String(error.issues[0]?.path[0]), error.issues[0]?.message ?? 'This is not valid.');
  const refused = refuseUrl(data.url, targets);
  if (refused) throw refusedAt('url', refused);
  return { ...data, ...FIXED[data.kind] };
}

/** For the form that shows it at its field. */
function refusedAt(field: string, message: string): HoldpointError {
  return new HoldpointError('invalid_request', message, { details: { errors: [{ path: [field], message }] } });
}
