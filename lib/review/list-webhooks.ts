import type { Holdpoint } from '#lib/runs/holdpoint';
import { NO_SMTP, smtpSettings } from '#lib/runs/webhooks/smtp-settings';
import { EXPIRING, type WebhookEvent } from '#lib/runs/webhooks/webhook-events';
import type { Webhook } from '#lib/store/generated/client';
import type { WebhookKind } from '#lib/store/generated/enums';
import { fixedSentence } from './fixed-sentence';
import { isUuid } from './is-uuid';
import { MANY_QUESTIONS } from './many';

/** Stands for the addresses that runs name themselves, in the place of an endpoint's id. */
export const RUNS_OWN = 'runs';

export interface WebhookItem {
  id: string;
  kind: WebhookKind;
  /** By which people know it: the address of an endpoint, the end of that of a Slack channel, recipients of e-mail. */
  name: string;
  /** Null: who has it can write to the channel, so it stays here. */
  url: string | null;
  recipients: string[];
  /** Why nothing reaches it at present, with what to do; null: nothing is known. */
  trouble: string | null;
  events: WebhookEvent[];
  /** None: all. */
  graphIds: string[];
  includesContent: boolean;
  includesTitle: boolean;
  includesLink: boolean;
  expiringMinutes: number;
  active: boolean;
  /** Until when the secret before the last one signs as well, ISO 8601; null: there is none. */
  formerSecretUntil: string | null;
  updatedBy: string | null;
  /** ISO 8601. */
  updatedAt: string;
  /** What is due to it; counts end at MANY_QUESTIONS. */
  pending: number;
  /** In its log. */
  failed: number;
}

export interface WebhookList {
  webhooks: WebhookItem[];
  /** Whether the log has something that went to an address of a run's own. */
  hasRunsOwn: boolean;
  /** Why nothing can be told by e-mail, with what to do; null: it can. */
  whyNoEmail: string | null;
}

/** The oldest first. Secrets stay here. */
export async function listWebhooks(hp: Holdpoint): Promise<WebhookList> {
  const [rows, own] = await Promise.all([
    hp.db.prisma.webhook.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] }),
    hp.db.prisma.webhookDelivery.findFirst({ where: { webhookId: null }, select: { id: true } }),
  ]);
  return { webhooks: await toItems(hp, rows), hasRunsOwn: own !== null, whyNoEmail: whyNoEmail() };
}

export async function getWebhook(hp: Holdpoint, id: string): Promise<WebhookItem | null> {
  const row = isUuid(id) ? await hp.db.prisma.webhook.findUnique({ where: { id } }) : null;
  const [item = null] = row ? await toItems(hp, [row]) : [];
  return item;
}

interface Counts {
  id: string;
  pending: number;
  failed: number;
}

async function toItems({ db }: Holdpoint, rows: Webhook[]): Promise<WebhookItem[]> {
  const ids = rows.map(({ id }) => id);
  const counts = await db.sql.$queryRaw<Counts[]>`
    SELECT w.id,
      -- What is planned for later is not due.
      (SELECT count(*)::int FROM (SELECT 1 FROM webhook_deliveries d
        WHERE d.webhook_id = w.id AND d.outcome = 'pending' AND (d.event <> ${EXPIRING} OR d.tries > 0) LIMIT ${MANY_QUESTIONS}) n) AS pending,
      (SELECT count(*)::int FROM (SELECT 1 FROM webhook_deliveries d WHERE d.webhook_id = w.id AND d.outcome = 'failed' LIMIT ${MANY_QUESTIONS}) n) AS failed
    FROM unnest(${ids}::uuid[]) AS w (id)`;
  return rows.map((row) => {
    const { pending = 0, failed = 0 } = counts.find(({ id }) => id === row.id) ?? {};
    const { id, kind, recipients, graphIds, active, updatedBy, updatedAt, formerSecretUntil } = row;
    const { includesContent, includesTitle, includesLink, expiringMinutes } = row;
    return {
      ...{ id, kind, recipients, graphIds, active, updatedBy, pending, failed },
      ...{ includesContent, includesTitle, includesLink, expiringMinutes },
      events: row.events as WebhookEvent[], // only checked settings are stored
      name: nameOf(row),
      trouble: kind === 'email' ? whyNoEmail() : null,
      url: row.kind === 'http' ? row.url : null,
      formerSecretUntil: formerSecretUntil && formerSecretUntil > new Date() ? formerSecretUntil.toISOString() : null,
      updatedAt: updatedAt.toISOString(),
    };
  });
}

function whyNoEmail(): string | null {
  return smtpSettings() === null ? (fixedSentence(NO_SMTP) ?? NO_SMTP) : null;
}

function nameOf({ kind, url, recipients }: Webhook): string {
  if (url === null) return recipients.join(', ');
  return kind === 'slack' ? `${new URL(url).host} …${url.slice(-4)}` : url;
}
