import { GraphError, type RunnableConfig, type StateSnapshot } from '#lib/engine';
import { HoldpointError } from '#lib/errors';
import { PrismaCheckpointer } from '#lib/store/checkpointer';
import type { Holdpoint } from './holdpoint';
import { isRecord } from './is-record';
import { lockThread } from './lock-thread';
import { lockUnfinishedRuns } from './queue';
import { recordDecision } from './record-decision';
import { settleThread } from './settle-thread';
import { type StatePlace, stateConfig, threadGraph } from './thread-state';
import { inTransaction, type Transaction } from './transaction';

/** As which node a checkpoint is copied: the name that clients of LangGraph know. */
export const COPY = '__copy__';

export interface StateEdit extends StatePlace {
  /** What the node `asNode` would have returned; null changes no value. */
  values: unknown;
  /** As which node the values are written, so that its edges decide what comes next. Default: the one that wrote last. */
  asNode?: string;
  actor?: string | null;
}

/**
 * Writes to a thread's state outside a run, as a new checkpoint. Questions that are open at its head are recorded as
 * superseded. Returns the config of the new checkpoint.
 * @throws HoldpointError `thread_not_found`, `thread_busy`, `graph_not_found`, `checkpoint_not_found`, `invalid_request`,
 * `unsupported_value`
 */
export async function updateThreadState(hp: Holdpoint, edit: StateEdit): Promise<RunnableConfig> {
  return inTransaction(hp.db, (tx) => editState(tx, hp, edit));
}

/** Under the thread's lock, so that no run starts from a state that is just being replaced. */
async function editState(tx: Transaction, hp: Holdpoint, edit: StateEdit): Promise<RunnableConfig> {
  const { threadId, values, asNode, actor = null } = edit;
  const thread = await lockThread(tx, threadId);
  const [active] = await lockUnfinishedRuns(tx, threadId);
  if (active) throw threadBusy(threadId, active);
  const graph = threadGraph(hp, thread);
  if (!graph) throw noGraph(threadId);
  const saver = new PrismaCheckpointer({ sql: tx }, { createdBy: actor ?? undefined });
  const place = stateConfig(edit, saver);
  const before = await graph.getState(place).catch(rethrow);
  const config = await graph.updateState(place, values, asNode).catch(rethrow);
  await recordDecision(tx, {
    threadId,
    kind: asNode === COPY ? 'fork' : 'update_state',
    graphId: thread.graphId,
    actor,
    question: valuesBefore(before, values),
    value: values,
    detail: {
      as_node: asNode,
      from_checkpoint_id: before.config.configurable?.checkpoint_id,
      checkpoint_id: config.configurable?.checkpoint_id,
    },
  });
  await settleThread(tx, threadId);
  return config;
}

/** What stood where an edit writes. */
function valuesBefore({ values }: StateSnapshot, edited: unknown): unknown {
  const keys = isRecord(edited) ? Object.keys(edited).filter((key) => key in values) : [];
  return keys.length === 0 ? undefined : Object.fromEntries(keys.map((key) => [key, values[key]]));
}

function noGraph(threadId: string): HoldpointError {
  const message = `Thread ${threadId} has no graph yet; run it once, or set graph_id in its metadata.`;
  return new HoldpointError('invalid_request', message);
}

function threadBusy(threadId: string, run: { id: string; status: string }): HoldpointError {
  return new HoldpointError(
    'thread_busy',
    `Thread is busy: ${threadId} has ${run.status} run ${run.id}; wait for it to finish or cancel it, then update the state.`,
    { details: { run_id: run.id } },
  );
}

/** The engine names what is wrong with an edit. */
function rethrow(cause: unknown): never {
  if (!(cause instanceof GraphError)) throw cause;
  const code = cause.lc_error_code === 'CHECKPOINT_NOT_FOUND' ? 'checkpoint_not_found' : 'invalid_request';
  throw new HoldpointError(code, cause.message, { cause });
}
