import type { Holdpoint } from '#lib/runs/holdpoint';
import { isRecord } from '#lib/runs/is-record';
import type { Prisma } from '#lib/store/generated/client';
import type { ActivityFilter, ActivityItem } from './list-activity';

/** What became of members and keys, the last first, as it stands between the decisions: only for who may see members. */
export async function accountEntries(
  { db }: Holdpoint,
  filter: ActivityFilter,
  { before, take }: { before: bigint | null; take: number },
): Promise<ActivityItem[]> {
  // They belong to no graph and no thread.
  if (filter.graphId !== undefined || filter.threadId !== undefined) return [];
  const { actor, kind, since, until } = filter;
  const rows = await db.prisma.accountChange.findMany({
    where: {
      ...{ actor, kind },
      ...((since || until) && { at: { gte: since, lt: until } }),
      ...(before !== null && { id: { lt: before } }),
    },
    orderBy: { id: 'desc' },
    take,
  });
  return rows.map(toEntry);
}

/** As those of decisions. */
export async function accountFacets({ db }: Holdpoint): Promise<{ actors: (string | null)[]; kinds: string[] }> {
  const [actors, kinds] = await Promise.all([
    db.prisma.$queryRaw<{ actor: string | null }[]>`SELECT DISTINCT actor FROM account_changes`,
    db.prisma.$queryRaw<{ kind: string }[]>`SELECT DISTINCT kind FROM account_changes`,
  ]);
  return { actors: actors.map(({ actor }) => actor), kinds: kinds.map(({ kind }) => kind) };
}

function toEntry({ id, at, kind, actor, subject, detail }: Prisma.AccountChangeGetPayload<object>): ActivityItem {
  const details = isRecord(detail) ? detail : {};
  return {
    ...{ id: `account ${id}`, kind, actor, subject, at: at.toISOString() },
    ...{ threadId: null, threadTitle: null, graphId: null, interruptId: null, runId: null, question: null, note: null },
    before: details.from,
    value: details.to ?? details.role,
    detail: details,
  };
}
