import { fromJsonColumn } from '#lib/runs/from-json-column';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { maskText } from '#lib/runs/masking/mask-text';
import { secretNames } from '#lib/runs/masking/secret-names';
import type { Prisma } from '#lib/store/generated/client';
import { type Reason, type ReasonKind, readReasons } from './read-reasons';

export type UsualReasons = Record<ReasonKind, string[]>;

const DAYS = 90;
/** So many of the newest answers are looked at, whatever there is; and of those of the node, so many. */
const NEWEST = 5000;
const OF_NODE = 500;
const MOST = 3;
/** Longer ones are about one case. */
const LENGTH = 200;

/** The reasons that were given most often of late where this question is asked, the most used first; null for an unknown question. */
export async function listUsualReasons({ db }: Holdpoint, interruptId: string): Promise<UsualReasons | null> {
  const asked = await db.prisma.interrupt.findUnique({
    where: { id: interruptId },
    select: { graphId: true, node: true },
  });
  if (!asked) return null;
  const rows = await db.prisma.$queryRaw<{ value: Prisma.JsonValue }[]>`
    SELECT d.value FROM (
      SELECT id, interrupt_id, graph_id, value FROM decisions
      WHERE kind = 'answer' AND at > now() - make_interval(days => ${DAYS}::int) ORDER BY id DESC LIMIT ${NEWEST}) d
    JOIN interrupts i ON i.id = d.interrupt_id AND i.node = ${asked.node}
    WHERE d.graph_id = ${asked.graphId} ORDER BY d.id DESC LIMIT ${OF_NODE}`;
  const reasons = rows.flatMap(({ value }) => readReasons(fromJsonColumn(value)));
  return { reject: mostUsed(reasons, 'reject'), respond: mostUsed(reasons, 'respond') };
}

/** `reasons`: the newest first; of two that were given as often, the newer one is before. */
function mostUsed(reasons: Reason[], kind: ReasonKind): string[] {
  const uses = new Map<string, { text: string; count: number }>();
  for (const { text } of reasons.filter((reason) => reason.kind === kind && isForAll(reason.text))) {
    const key = text.toLowerCase().replace(/\W+/g, ' ').trim() || text;
    uses.set(key, { text: uses.get(key)?.text ?? text, count: (uses.get(key)?.count ?? 0) + 1 });
  }
  return [...uses.values()]
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST)
    .map(({ text }) => text);
}

/** What somebody wrote about one case, or with a secret in it, is not offered to others. */
function isForAll(text: string): boolean {
  return text.length <= LENGTH && !maskText(text, secretNames()).some((part) => part.isSecret);
}
