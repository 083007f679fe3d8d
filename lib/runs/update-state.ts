import { END, GraphError, type RunnableConfig, type StateSnapshot } from '#lib/engine';
import { HoldpointError } from '#lib/errors';
import { PrismaCheckpointer } from '#lib/store/checkpointer';
import type { Thread } from '#lib/store/generated/client';
import type { Holdpoint } from './holdpoint';
import { isRecord } from './is-record';
import { lockThread } from './lock-thread';
import { openQuestions } from './open-questions';
import { lockUnfinishedRuns } from './queue';
import { type DecisionKind, recordDecision } from './record-decision';
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
  /** Why, for the audit trail. */
  note?: string;
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
  const thread = await lockThread(tx, edit.threadId);
  const [active] = await lockUnfinishedRuns(tx, edit.threadId);
  if (active) throw threadBusy(edit.threadId, active);
  return writeState(hp, { tx, thread, edit });
}

interface LockedEdit {
  tx: Transaction;
  /** Whose lock the transaction has. */
  thread: Thread;
  edit: StateEdit;
}

/** On a thread that has no run under way. Throws as updateThreadState does, without `thread_not_found` and `thread_busy`. */
export async function writeState(hp: Holdpoint, { tx, thread, edit }: LockedEdit): Promise<RunnableConfig> {
  const { threadId, values, asNode, actor = null, note } = edit;
  const graph = threadGraph(hp, thread);
  if (!graph) throw noGraph(threadId);
  const saver = new PrismaCheckpointer({ sql: tx }, { createdBy: actor ?? undefined });
  const place = stateConfig(edit, saver);
  const before = await graph.getState(place).catch(rethrow);
  const open = asNode === END ? await openQuestions(tx, threadId) : [];
  const config = await graph.updateState(place, values, asNode).catch(rethrow);
  await recordDecision(tx, {
    threadId,
    kind: kindOf(asNode),
    graphId: thread.graphId,
    actor,
    question: valuesBefore(before, values),
    value: values,
    detail: {
      note,
      question_ids: asNode === END ? open.map(({ id }) => id) : undefined,
      as_node: asNode,
      from_checkpoint_id: before.config.configurable?.checkpoint_id,
      checkpoint_id: config.configurable?.checkpoint_id,
    },
  });
  await settleThread(tx, threadId);
  return config;
}

function kindOf(asNode: string | undefined): DecisionKind {
  if (asNode === END) return 'end';
  return asNode === COPY ? 'fork' : 'update_state';
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

export function threadBusy(threadId: string, run: { id: string; status: string }): HoldpointError {
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
