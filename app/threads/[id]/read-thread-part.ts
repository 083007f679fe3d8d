import { compareCheckpoints } from '#lib/review/compare-checkpoints';
import { getConversation } from '#lib/review/get-conversation';
import { getHistory } from '#lib/review/get-history';
import { getStateSchema } from '#lib/review/get-state-schema';
import { getStateView } from '#lib/review/get-state-view';
import { getThread } from '#lib/review/get-thread';
import { getThreadGraph } from '#lib/review/get-thread-graph';
import { isUuid } from '#lib/review/is-uuid';
import { listRuns } from '#lib/review/list-runs';
import type { Holdpoint } from '#lib/runs/holdpoint';

export const threadParts = ['head', 'conversation', 'state', 'history', 'compare', 'schema', 'graph', 'runs'] as const;
export type ThreadPart = (typeof threadParts)[number];

export interface ThreadPartRequest {
  threadId: string;
  part: ThreadPart;
  /** For the state: of this checkpoint, not of the head. For a comparison: its right side. */
  checkpoint?: string | null;
  /** For a comparison: its left side. */
  compare?: string | null;
  /** Namespace of the nested graph whose state or history it is. */
  level?: string | null;
}

/** Reads what one part of a thread's page shows; null when there is no such thread. */
export async function readThreadPart(
  hp: Holdpoint,
  { threadId, part, checkpoint, compare, level }: ThreadPartRequest,
): Promise<unknown> {
  if (!isUuid(threadId)) return null;
  const [to, from, ns] = [checkpoint, compare, level].map((value) => value ?? undefined);
  switch (part) {
    case 'head':
      return getThread(hp, threadId);
    case 'conversation':
      return getConversation(hp, threadId);
    case 'state':
      return getStateView(hp, { threadId, checkpointId: to, ns });
    case 'history':
      return getHistory(hp, threadId, ns);
    case 'compare':
      return compareCheckpoints(hp, { threadId, from, to, ns });
    case 'schema':
      return getStateSchema(hp, threadId);
    case 'graph':
      return getThreadGraph(hp, threadId);
    case 'runs':
      return listRuns(hp, { threadId, limit: 500 });
    default:
      return part satisfies never;
  }
}
