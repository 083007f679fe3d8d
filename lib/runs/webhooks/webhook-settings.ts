import { z } from 'zod';
import { HoldpointError } from '#lib/errors';
import type { WebhookKind } from '#lib/store/generated/enums';
import { NO_SMTP, type SmtpSettings } from './smtp-settings';
import { WEBHOOK_EVENTS } from './webhook-events';
import { refuseUrl, type WebhookTargets } from './webhook-targets';

export const WEBHOOK_KINDS = ['http', 'slack', 'email'] as const satisfies readonly WebhookKind[];

const MOST_RECIPIENTS = 50;
const MOST_EXPIRING_MINUTES = 10_080;

const settingsSchema = z.object({
  kind: z.enum(WEBHOOK_KINDS),
  /** Empty for e-mail, and for a Slack channel that keeps the one it has. */
  url: z.string().trim().max(2_000),
  recipients: z.array(z.email('Give addresses such as maria@example.com.')).max(MOST_RECIPIENTS),
  events: z.array(z.enum(WEBHOOK_EVENTS)).min(1, 'Choose at least one event.'),
  graphIds: z.array(z.string().min(1)).max(1_000),
  includesContent: z.boolean(),
  includesTitle: z.boolean(),
  includesLink: z.boolean(),
  /** How long before its deadline a question expires soon. */
  expiringMinutes: z
    .number('Give a number of minutes.')
    .int('Give whole minutes.')
    .min(1, 'Give at least one minute.')
    .max(MOST_EXPIRING_MINUTES, 'Give at most a week, which is 10080 minutes.'),
});

export type WebhookSettings = z.input<typeof settingsSchema>;
/** As it is stored: e-mail has no address of its own. */
type CheckedSettings = Omit<z.output<typeof settingsSchema>, 'url'> & { url: string | null };

/** What is no choice of a kind. A channel that many read gets nothing by which whoever reads it can answer. */
const FIXED: Record<WebhookKind, Partial<CheckedSettings>> = {
  http: { recipients: [], includesTitle: true },
  slack: { recipients: [], includesContent: false, includesLink: false },
  email: { url: null, includesContent: false },
};

export interface Surroundings {
  targets: WebhookTargets;
  /** Null: no e-mail can be sent. */
  smtp: SmtpSettings | null;
}

/** @throws HoldpointError `invalid_request` that says at which field */
export function checkSettings(settings: WebhookSettings, { targets, smtp }: Surroundings): CheckedSettings {
  const { data, error } = settingsSchema.safeParse(settings);
  if (!data) throw refusedAt(String(error.issues[0]?.path[0]), error.issues[0]?.message ?? 'This is not valid.');
  const refused = data.kind === 'email' ? refuseRecipients(data.recipients, smtp) : refuseUrl(data.url, targets);
  if (refused) throw refusedAt(data.kind === 'email' ? 'recipients' : 'url', refused);
  return { ...data, recipients: withoutTwins(data.recipients), ...FIXED[data.kind] };
}

function refuseRecipients(recipients: string[], smtp: SmtpSettings | null): string | null {
  if (smtp === null) return NO_SMTP;
  return recipients.length === 0 ? 'Give at least one address.' : null;
}

/** Nobody gets an e-mail twice for being written in two ways. */
function withoutTwins(addresses: string[]): string[] {
  return [...new Map(addresses.map((address) => [address.toLowerCase(), address])).values()];
}

/** For the form that shows it at its field. */
function refusedAt(field: string, message: string): HoldpointError {
  return new HoldpointError('invalid_request', message, { details: { errors: [{ path: [field], message }] } });
}
