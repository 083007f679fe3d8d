import type { Holdpoint } from '#lib/runs/holdpoint';
import { type GraphView, graphView, rootNode } from './graph-view';
import { listNodeReplies, type NodeReply } from './list-node-replies';
import { listThreads, type ThreadPage } from './list-threads';

export interface GraphDetail extends GraphView {
  /** How many questions wait at each node, by node id. */
  waiting: Record<string, number>;
  threads: ThreadPage;
  /** How the questions of its nodes are answered. */
  replies: NodeReply[];
}

/** A graph, what waits in it, and its threads, the last changed first; null for one this server does not offer. */
export async function getGraph(hp: Holdpoint, id: string): Promise<GraphDetail | null> {
  const view = graphView(hp.graphs, id);
  if (!view) return null;
  const [questions, threads, replies] = await Promise.all([
    hp.db.prisma.interrupt.findMany({ where: { graphId: id, outcome: 'pending' }, select: { ns: true, node: true } }),
    listThreads(hp, { graphId: id, limit: 20 }),
    listNodeReplies(hp, id),
  ]);
  const waiting: Record<string, number> = {};
  for (const node of questions.map(rootNode)) waiting[node] = (waiting[node] ?? 0) + 1;
  return { ...view, waiting, threads, replies };
}
