import type { Holdpoint } from '#lib/runs/holdpoint';
import { isRecord } from '#lib/runs/is-record';
import { getThreadState } from '#lib/runs/thread-state';
import { type GraphView, graphView, rootNode } from './graph-view';

/** `done`: it ran in the last run. */
export type NodeState = 'waiting' | 'running' | 'failed' | 'done';

export interface ThreadGraph {
  /** Null before the first run, or when the server does not offer the graph any more. */
  graph: GraphView | null;
  graphId: string | null;
  /** By node id; a node without an entry did not take part. */
  states: Record<string, NodeState>;
}

/** The graph of a thread with the part each node has in it now. */
export async function getThreadGraph(hp: Holdpoint, threadId: string): Promise<ThreadGraph | null> {
  const thread = await hp.db.prisma.thread.findUnique({ where: { id: threadId }, select: { graphId: true } });
  if (!thread) return null;
  const { graphId } = thread;
  const graph = graphId ? graphView(hp.graphs, graphId) : null;
  return { graph, graphId, states: graph ? await nodeStates(hp, threadId) : {} };
}

async function nodeStates(hp: Holdpoint, threadId: string): Promise<Record<string, NodeState>> {
  const [snapshot, questions, running, executed] = await Promise.all([
    getThreadState(hp, { threadId }),
    hp.db.prisma.interrupt.findMany({ where: { threadId, outcome: 'pending' }, select: { ns: true, node: true } }),
    hp.db.prisma.run.count({ where: { threadId, status: 'running' } }),
    nodesOfLastRun(hp, threadId),
  ]);
  const failed = snapshot.tasks.filter((task) => task.error).map((task) => task.name);
  // Finished, though the superstep is not: the others of it still work or wait.
  const finished = snapshot.tasks.filter((task) => task.result !== undefined).map((task) => task.name);
  const active = running > 0 ? snapshot.next : [];
  return Object.fromEntries([
    ...[...executed, ...finished].map((node) => [node, 'done'] as const),
    ...failed.map((node) => [node, 'failed'] as const),
    ...active.map((node) => [node, 'running'] as const),
    ...questions.map((question) => [rootNode(question), 'waiting'] as const),
  ]);
}

/** A checkpoint says which versions each node has seen: those that differ from before the run have run in it. */
async function nodesOfLastRun({ db }: Holdpoint, threadId: string): Promise<string[]> {
  const [head, before] = await db.prisma.$queryRaw<{ run_id: string | null; seen: unknown }[]>`
    WITH head AS (SELECT run_id, seq, body FROM checkpoints WHERE thread_id = ${threadId}::uuid AND ns = '' ORDER BY seq DESC LIMIT 1)
    (SELECT run_id::text, body -> 'versions_seen' AS seen, seq FROM head)
    UNION ALL
    (SELECT c.run_id::text, c.body -> 'versions_seen', c.seq FROM checkpoints c, head
      WHERE c.thread_id = ${threadId}::uuid AND c.ns = '' AND c.run_id IS DISTINCT FROM head.run_id ORDER BY c.seq DESC LIMIT 1)
    ORDER BY seq DESC`;
  const seen = isRecord(head?.seen) ? head.seen : {};
  const earlier = isRecord(before?.seen) ? before.seen : {};
  return Object.keys(seen).filter((node) => JSON.stringify(seen[node]) !== JSON.stringify(earlier[node]));
}
