import type { Holdpoint } from '#lib/runs/holdpoint';
import { EXPIRING } from '#lib/runs/webhooks/webhook-events';
import type { Prisma } from '#lib/store/generated/client';
import type { DeliveryOutcome } from '#lib/store/generated/enums';
import { isUuid } from './is-uuid';
import { RUNS_OWN } from './list-webhooks';

export interface DeliveryFilter {
  /** An endpoint's id, or RUNS_OWN. */
  webhook: string;
  outcome?: DeliveryOutcome;
  /** Only these. */
  ids?: string[];
  /** Only deliveries before the one with this id. */
  before?: string;
}

export interface AttemptItem {
  id: string;
  /** ISO 8601. */
  startedAt: string;
  /** Null: under way, or its process died over it. */
  endedAt: string | null;
  status: number | null;
  error: string | null;
  response: string | null;
}

export interface DeliveryItem {
  id: string;
  event: string;
  /** Only of a run's own. */
  url: string | null;
  /** Of an e-mail. */
  recipient: string | null;
  outcome: DeliveryOutcome;
  /** ISO 8601. */
  createdAt: string;
  /** When it is tried next, or was taken over at the latest; null: it has ended. */
  dueAt: string | null;
  threadId: string | null;
  runId: string | null;
  interruptId: string | null;
  /** Of the question; null: it is about none. */
  title: string | null;
  attempts: AttemptItem[];
}

export interface DeliveryPage {
  deliveries: DeliveryItem[];
  /** Pass it as `before` for the older ones; null on the last page. */
  next: string | null;
}

const PAGE_SIZE = 30;
/** Of one that was sent again and again, the last ones. */
const MOST_ATTEMPTS = 20;

/** The log of an endpoint, the newest first. */
export async function listDeliveries({ db }: Holdpoint, filter: DeliveryFilter): Promise<DeliveryPage> {
  const { webhook, outcome, ids, before } = filter;
  if (webhook !== RUNS_OWN && !isUuid(webhook)) return { deliveries: [], next: null };
  const rows = await db.prisma.webhookDelivery.findMany({
    where: {
      // What is planned for later is not in the log.
      NOT: { event: EXPIRING, outcome: 'pending', tries: 0 },
      webhookId: webhook === RUNS_OWN ? null : webhook,
      outcome,
      AND: [ids ? { id: { in: ids.filter(isUuid) } } : {}, await olderThan(db.prisma, before)],
    },
    include: { attempts: { orderBy: { id: 'desc' }, take: MOST_ATTEMPTS } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: PAGE_SIZE + 1,
  });
  const page = rows.slice(0, PAGE_SIZE);
  return { deliveries: page.map(toItem), next: rows.length > PAGE_SIZE ? (page.at(-1)?.id ?? null) : null };
}

type Row = Prisma.WebhookDeliveryGetPayload<{ include: { attempts: true } }>;

async function olderThan(
  prisma: Holdpoint['db']['prisma'],
  id: string | undefined,
): Promise<Prisma.WebhookDeliveryWhereInput> {
  const last =
    id && isUuid(id) ? await prisma.webhookDelivery.findUnique({ where: { id }, select: { createdAt: true } }) : null;
  if (!last) return {};
  const { createdAt } = last;
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}

function toItem({
  id,
  event,
  url,
  recipient,
  outcome,
  createdAt,
  dueAt,
  threadId,
  runId,
  interruptId,
  ...row
}: Row): DeliveryItem {
  return {
    ...{ id, event, url, recipient, outcome, threadId, runId, interruptId },
    title: titleOf(row.payload),
    createdAt: createdAt.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
    attempts: row.attempts.map(({ id: attemptId, startedAt, endedAt, status, error, response }) => ({
      ...{ id: String(attemptId), status, error, response },
      startedAt: startedAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    })),
  };
}

/** As the triggers write it. */
function titleOf(payload: Row['payload']): string | null {
  const { data } = (payload ?? {}) as { data?: { title?: string } };
  return data?.title ?? null;
}
