import { getConversation } from '#lib/review/get-conversation';
import { getHistory } from '#lib/review/get-history';
import { getInterrupt } from '#lib/review/get-interrupt';
import { getStateView } from '#lib/review/get-state-view';
import { getThread } from '#lib/review/get-thread';
import { listActivity, listActivityFacets } from '#lib/review/list-activity';
import { countInbox, listAskingNodes, listInbox } from '#lib/review/list-inbox';
import { listRuns } from '#lib/review/list-runs';
import { listThreads } from '#lib/review/list-threads';
import { createRun } from '#lib/runs/create-run';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { claimRuns } from '#lib/runs/lease';
import { countThreads, searchThreads } from '#lib/runs/search-threads';
import { createThread, deleteThread } from '#lib/runs/threads';

/** Rows picked at random, so that no look finds what the one before it has just read. */
export interface Sample {
  threadId: string;
  interruptId: string;
  n: number;
}

/** What screens and clients ask of the database, and what a worker does. */
export const looks: Record<string, (hp: Holdpoint, sample: Sample) => Promise<unknown>> = {
  'inbox: waiting': (hp) => listInbox(hp),
  'inbox: answered': (hp) => listInbox(hp, { view: 'answered' }),
  'inbox: superseded': (hp) => listInbox(hp, { view: 'superseded' }),
  'inbox: all': (hp) => listInbox(hp, { view: 'all' }),
  'inbox: page after a question': (hp, { interruptId }) => listInbox(hp, { view: 'all', after: interruptId }),
  'inbox: one node': (hp) => listInbox(hp, { graphId: 'ask', node: 'node' }),
  'inbox: counts': (hp) => countInbox(hp),
  'inbox: nodes that ask': (hp) => listAskingNodes(hp),
  'question page': (hp, { interruptId }) => getInterrupt(hp, interruptId),
  'threads: last changed': (hp) => listThreads(hp),
  'threads: page after a thread': (hp, { threadId }) => listThreads(hp, { after: threadId }),
  'threads: interrupted': (hp) => listThreads(hp, { status: 'interrupted' }),
  'threads: of a graph': (hp) => listThreads(hp, { graphId: 'ask' }),
  'threads: containing text': (hp, { n }) => listThreads(hp, { search: `writes ${n}` }),
  'thread page: head': (hp, { threadId }) => getThread(hp, threadId),
  'thread page: conversation': (hp, { threadId }) => getConversation(hp, threadId),
  'thread page: history': (hp, { threadId }) => getHistory(hp, threadId),
  'thread page: state': (hp, { threadId }) => getStateView(hp, { threadId }),
  'thread page: runs': (hp, { threadId }) => listRuns(hp, { threadId }),
  'runs: last received': (hp) => listRuns(hp),
  'runs: failed': (hp) => listRuns(hp, { status: 'error' }),
  'runs: of a graph': (hp) => listRuns(hp, { graphId: 'ask' }),
  'activity: last': (hp) => listActivity(hp),
  'activity: of a reviewer': (hp) => listActivity(hp, { actor: 'Ada' }),
  'activity: of nobody known': (hp) => listActivity(hp, { actor: 'Grace' }),
  'activity: what to filter by': (hp) => listActivityFacets(hp),
  'search: newest 10': (hp) => searchThreads(hp, { limit: 10, offset: 0 }),
  'search: last changed 10': (hp) => searchThreads(hp, { limit: 10, offset: 0, sortBy: 'updated_at' }),
  'search: state changed last': (hp) => searchThreads(hp, { limit: 10, offset: 0, sortBy: 'state_updated_at' }),
  'search: by metadata, one': (hp, { n }) => searchThreads(hp, { limit: 10, offset: 0, metadata: { n } }),
  'search: by metadata, many': (hp, { n }) =>
    searchThreads(hp, { limit: 10, offset: 0, metadata: { customer: `c${n % 1000}` } }),
  'search: interrupted': (hp) => searchThreads(hp, { limit: 10, offset: 0, status: 'interrupted' }),
  'search: count by metadata': (hp, { n }) => countThreads(hp, { metadata: { customer: `c${n % 1000}` } }),
  'create a thread': (hp) => createThread(hp, { metadata: { n: -1 } }),
  'create a run': async (hp, { threadId }) => createRun(hp, { threadId, assistantId: 'echo', input: { value: 1 } }),
  'claim a run': (hp) => claimRuns(hp.db, { workerId: 'bench', leaseMs: 600_000, graphIds: ['echo'], limit: 1 }),
  'delete a thread': (hp, { threadId }) => deleteThread(hp, threadId),
};
