import type { Holdpoint } from '#lib/runs/holdpoint';

/** A graph in which a thread has checkpoints: its own, or one that a node of it ran. */
export interface StateLevel {
  /** `""` for the graph of the thread; below it, each call of a nested graph has a namespace of its own. */
  ns: string;
  /** The nodes that lead there, the outermost first. */
  path: string[];
  checkpoints: number;
}

const LIMIT = 100;

/** The thread's own graph first, then the nested ones, the last that wrote first. */
export async function listLevels({ db }: Holdpoint, threadId: string): Promise<StateLevel[]> {
  const rows = await db.prisma.$queryRaw<{ ns: string; checkpoints: number }[]>`
    SELECT ns, count(*)::int AS checkpoints FROM checkpoints WHERE thread_id = ${threadId}::uuid
    GROUP BY ns ORDER BY (ns <> ''), max(seq) DESC LIMIT ${LIMIT}`;
  return rows.map(({ ns, checkpoints }) => ({ ns, path: pathOf(ns), checkpoints }));
}

/** `parent:<task>|child:<task>` is `['parent', 'child']`. */
function pathOf(ns: string): string[] {
  return ns === '' ? [] : ns.split('|').map((level) => level.split(':')[0] ?? level);
}
