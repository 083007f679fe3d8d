import { GraphError, type RunnableConfig } from '#lib/engine';
import { HoldpointError } from '#lib/errors';
import { PrismaCheckpointer } from '#lib/store/checkpointer';
import type { Holdpoint } from './holdpoint';
import { lockThread } from './lock-thread';
import { lockUnfinishedRuns } from './queue';
import { recordDecision } from './record-decision';
import { settleThread } from './settle-thread';
import { type StatePlace, stateConfig, threadGraph } from './thread-state';
import { inTransaction, type Transaction } from './transaction';

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
  const config = await graph.updateState(stateConfig(edit, saver), values, asNode).catch(rethrow);
  const detail = { as_node: asNode, checkpoint_id: config.configurable?.checkpoint_id };
  await recordDecision(tx, { threadId, kind: 'update_state', graphId: thread.graphId, actor, value: values, detail });
  await settleThread(tx, threadId);
  return config;
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
