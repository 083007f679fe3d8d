import { fromJsonColumn } from '#lib/runs/from-json-column';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { describeConvention } from './describe-convention';
import { recognise } from './recognise';
import type { ReplyProfile } from './reply-profile';
import { listReplyProfiles } from './reply-profiles';

/** How the questions of one node are answered. */
export interface NodeReply {
  node: string;
  /** The convention in which one of its questions was recognised; null when it has asked nothing yet. */
  convention: string | null;
  /** Whether its questions say what they want back, so that nothing needs to be settled. */
  saysItsReply: boolean;
  profile: ReplyProfile | null;
  settledBy: string | null;
  /** ISO 8601. */
  settledAt: string | null;
}

/** The nodes of a graph that have asked, or for which a reply is settled. */
export async function listNodeReplies(hp: Holdpoint, graphId: string): Promise<NodeReply[]> {
  const [asked, settled] = await Promise.all([questionOfEachNode(hp, graphId), listReplyProfiles(hp, [graphId])]);
  const nodes = [...new Set([...asked.map(({ node }) => node), ...settled.map(({ node }) => node)])].sort();
  return nodes.map((node) => {
    const question = asked.find((each) => each.node === node);
    const reply = settled.find((each) => each.node === node);
    return {
      node,
      ...(question ? recognised(question) : { convention: null, saysItsReply: false }),
      profile: reply?.profile ?? null,
      settledBy: reply?.updatedBy ?? null,
      settledAt: reply?.updatedAt ?? null,
    };
  });
}

interface AskedByNode {
  node: string;
  value: unknown;
  responseSchema: unknown;
}

function recognised(asked: AskedByNode): Pick<NodeReply, 'convention' | 'saysItsReply'> {
  const { question } = recognise({
    value: fromJsonColumn(asked.value),
    responseSchema: fromJsonColumn(asked.responseSchema),
    // Whatever a profile applies to does not say its reply.
    replyProfile: { kind: 'text' },
  });
  return { convention: describeConvention(question).name, saysItsReply: question.dialect !== 'pinned' };
}

/** Walks the index from node to node, however many questions each has. */
async function questionOfEachNode({ db }: Holdpoint, graphId: string): Promise<AskedByNode[]> {
  return db.prisma.$queryRaw<AskedByNode[]>`
    WITH RECURSIVE nodes AS (
      (SELECT node FROM interrupts WHERE graph_id = ${graphId} ORDER BY node LIMIT 1)
      UNION ALL
      SELECT following.* FROM nodes CROSS JOIN LATERAL (
        SELECT i.node FROM interrupts i WHERE i.graph_id = ${graphId} AND i.node > nodes.node ORDER BY i.node LIMIT 1) following)
    SELECT nodes.node, one.value, one.response_schema AS "responseSchema" FROM nodes CROSS JOIN LATERAL (
      SELECT value, response_schema FROM interrupts WHERE graph_id = ${graphId} AND node = nodes.node LIMIT 1) one`;
}
