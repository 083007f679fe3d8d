import {
  type BaseCheckpointSaver,
  CONFIG_KEY_CHECKPOINTER,
  type RunnableConfig,
  type StateSnapshot,
} from '#lib/engine';
import { HoldpointError } from '#lib/errors';
import { PrismaCheckpointer } from '#lib/store/checkpointer';
import type { Thread } from '#lib/store/generated/client';
import type { ServedGraph } from './graph-registry';
import { hideDropped } from './hide-dropped';
import { graphOf, type Holdpoint } from './holdpoint';
import { isRecord } from './is-record';
import { threadNotFound } from './lock-thread';
import { getThread } from './threads';

/** A place in a thread's history. Without `checkpointId` it is the head; `checkpointNs` leads into a subgraph. */
export interface StatePlace {
  threadId: string;
  checkpointId?: string;
  checkpointNs?: string;
  /** The checkpoints of the enclosing graphs, by namespace. */
  checkpointMap?: Record<string, unknown>;
}

/**
 * The state of a thread at its head or at a checkpoint. A thread that never ran has an empty one.
 * @throws HoldpointError `thread_not_found`, `graph_not_found`, `checkpoint_not_found`
 */
export async function getThreadState(hp: Holdpoint, at: StatePlace & { subgraphs?: boolean }): Promise<StateSnapshot> {
  const { open, ...thread } = await readScene(hp, at.threadId);
  const config = stateConfig(at, new PrismaCheckpointer(hp.db));
  const graph = threadGraph(hp, thread);
  if (!graph) return { values: {}, next: [], tasks: [], config };
  const snapshot = await graph.getState(config, { subgraphs: at.subgraphs });
  if (at.checkpointId && !snapshot.config.configurable?.checkpoint_id) throw checkpointNotFound(at);
  if (at.checkpointId && snapshot.metadata === undefined) throw checkpointNotFound(at);
  const [shown = snapshot] = await hideDropped(hp, [snapshot], open);
  return shown;
}

interface Scene extends Pick<Thread, 'graphId' | 'metadata'> {
  /** The ids of the questions that are open. */
  open: string[];
}

async function readScene(hp: Holdpoint, threadId: string): Promise<Scene> {
  const [scene] = await hp.db.sql.$queryRaw<Scene[]>`
    SELECT t.graph_id AS "graphId", t.metadata,
      ARRAY(SELECT i.id FROM interrupts i WHERE i.thread_id = t.id AND i.outcome = 'pending') AS open
    FROM threads t WHERE t.id = ${threadId}::uuid`;
  if (!scene) throw threadNotFound(threadId);
  return scene;
}

export interface HistoryQuery extends Omit<StatePlace, 'checkpointId'> {
  /** Default 10. */
  limit?: number;
  /** Only states older than this checkpoint. */
  before?: string;
  /** Only states whose checkpoint metadata has these values. */
  filter?: Record<string, unknown>;
}

/**
 * A thread's states, newest first, those of all its branches.
 * @throws HoldpointError `thread_not_found`, `graph_not_found`
 */
export async function getThreadHistory(hp: Holdpoint, query: HistoryQuery): Promise<StateSnapshot[]> {
  const { limit = 10, before, filter } = query;
  const thread = await getThread(hp, query.threadId);
  const graph = threadGraph(hp, thread);
  if (!graph) return [];
  const beforeConfig =
    before === undefined ? undefined : { configurable: { thread_id: query.threadId, checkpoint_id: before } };
  const config = stateConfig(query, new PrismaCheckpointer(hp.db));
  const states: StateSnapshot[] = [];
  for await (const state of graph.getStateHistory(config, { limit, before: beforeConfig, filter })) {
    states.push(state);
    if (states.length === limit) break;
  }
  return hideDropped(hp, states);
}

/** How the engine finds a thread's checkpoints, and through what it reads and writes them. */
export function stateConfig(place: StatePlace, saver: BaseCheckpointSaver): RunnableConfig {
  const { threadId, checkpointId, checkpointNs, checkpointMap } = place;
  return {
    configurable: {
      thread_id: threadId,
      ...(checkpointId !== undefined && { checkpoint_id: checkpointId }),
      ...(checkpointNs !== undefined && { checkpoint_ns: checkpointNs }),
      ...(checkpointMap !== undefined && { checkpoint_map: checkpointMap }),
      [CONFIG_KEY_CHECKPOINTER]: saver,
    },
  };
}

/** The graph of a thread's newest run; before the first run the one its metadata names, if any. @throws HoldpointError `graph_not_found` */
export function threadGraph(hp: Holdpoint, thread: Pick<Thread, 'graphId' | 'metadata'>): ServedGraph | undefined {
  const named = isRecord(thread.metadata) ? thread.metadata.graph_id : undefined;
  const graphId = thread.graphId ?? (typeof named === 'string' ? named : undefined);
  return graphId === undefined ? undefined : graphOf(hp, graphId).graph;
}

function checkpointNotFound({ threadId, checkpointId }: StatePlace): HoldpointError {
  return new HoldpointError(
    'checkpoint_not_found',
    `Thread ${threadId} has no checkpoint ${checkpointId}; its history lists those it has.`,
  );
}
