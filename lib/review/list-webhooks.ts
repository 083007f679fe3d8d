import type { Holdpoint } from '#lib/runs/holdpoint';
import type { WebhookEvent } from '#lib/runs/webhooks/webhook-events';
import type { ReceiverKind } from '#lib/runs/webhooks/webhook-settings';
import type { Webhook } from '#lib/store/generated/client';
import { isUuid } from './is-uuid';
import { MANY_QUESTIONS } from './many';

/** Stands for the addresses that runs name themselves, in the place of an endpoint's id. */
export const RUNS_OWN = 'runs';

export interface WebhookItem {
  id: string;
  kind: ReceiverKind;
  /** By which people know it: the address of an endpoint, the end of that of a Slack channel. */
  name: string;
  /** Null: who has it can write to the channel, so it stays here. */
  url: string | null;
  events: WebhookEvent[];
  /** None: all. */
  graphIds: string[];
  includesContent: boolean;
  includesTitle: boolean;
  includesLink: boolean;
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
}

/** The oldest first. Secrets stay here. */
export async function listWebhooks(hp: Holdpoint): Promise<WebhookList> {
  const [rows, own] = await Promise.all([
    hp.db.prisma.webhook.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] }),
    hp.db.prisma.webhookDelivery.findFirst({ where: { webhookId: null }, select: { id: true } }),
  ]);
  return { webhooks: await toItems(hp, rows), hasRunsOwn: own !== null };
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
      (SELECT count(*)::int FROM (SELECT 1 FROM webhook_deliveries d WHERE d.webhook_id = w.id AND d.outcome = 'pending' LIMIT ${MANY_QUESTIONS}) n) AS pending,
      (SELECT count(*)::int FROM (SELECT 1 FROM webhook_deliveries d WHERE d.webhook_id = w.id AND d.outcome = 'failed' LIMIT ${MANY_QUESTIONS}) n) AS failed
    FROM unnest(${ids}::uuid[]) AS w (id)`;
  return rows.map((row) => {
    const { pending = 0, failed = 0 } = counts.find(({ id }) => id === row.id) ?? {};
    const { id, graphIds, includesContent, includesTitle, includesLink, active, updatedBy, updatedAt } = row;
    const { formerSecretUntil } = row;
    return {
      ...{ id, graphIds, includesContent, includesTitle, includesLink, active, updatedBy, pending, failed },
      // Only checked settings are stored.
      kind: row.kind as ReceiverKind,
      events: row.events as WebhookEvent[],
      name: nameOf(row),
      url: row.kind === 'http' ? row.url : null,
      formerSecretUntil: formerSecretUntil && formerSecretUntil > new Date() ? formerSecretUntil.toISOString() : null,
      updatedAt: updatedAt.toISOString(),
    };
  });
}

function nameOf({ kind, url }: Webhook): string {
  if (url === null) return '';
  return kind === 'slack' ? `${new URL(url).host} …${url.slice(-4)}` : url;
}
