import type { GraphEntry } from '#lib/runs/graph-registry';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { isRecord } from '#lib/runs/is-record';
import { type MultitaskPrediction, predictMultitask } from '#lib/runs/predict-multitask';
import { mergeConfigs } from '#lib/runs/run-kwargs';
import type { ThreadStatus } from '#lib/store/generated/enums';
import { inputFieldsOf } from './input-fields-of';
import { isUuid } from './is-uuid';
import { RUN_ITEM_SELECT, type RunFailure, type RunItem, toFailure, toRunItem, toRunItems } from './run-item';
import { toWire, type Wire } from './wire';

/** What the head of a thread's page shows, whichever tab is open. */
export interface ThreadView {
  id: string;
  title: string | null;
  status: ThreadStatus;
  graphId: string | null;
  assistantId: string | null;
  isDemo: boolean;
  error: RunFailure | null;
  /** ISO 8601. */
  createdAt: string;
  updatedAt: string;
  /** Names of the input's fields; null when its graph does not tell, or is not known. */
  inputFields: string[] | null;
  /** Whether new input answers tool calls that were left open, where its sender does not say. */
  repairsToolCalls: boolean;
  /** The run that is executed now or comes next by itself. */
  active: RunItem | null;
  /** The runs behind it, in queue order. */
  queued: RunItem[];
  /** Runs that start when the open questions are answered, because their senders asked for that. */
  waitingForAnswer: RunItem[];
  /** The run received last, while none is unfinished. */
  lastRun: RunItem | null;
  /** What sending a message would do now. */
  prediction: Wire<MultitaskPrediction>;
}

/** One thread with its queue; null when there is none with this id. */
export async function getThread(hp: Holdpoint, id: string): Promise<ThreadView | null> {
  if (!isUuid(id)) return null;
  const thread = await hp.db.prisma.thread.findUnique({ where: { id } });
  if (!thread) return null;
  const [prediction, unfinished, last, assistant] = await Promise.all([
    predictMultitask(hp, id),
    hp.db.prisma.run.findMany({
      where: { threadId: id, status: { in: ['pending', 'running'] } },
      select: RUN_ITEM_SELECT,
    }),
    hp.db.prisma.run.findFirst({ where: { threadId: id }, orderBy: { seq: 'desc' }, select: RUN_ITEM_SELECT }),
    thread.assistantId ? hp.db.prisma.assistant.findUnique({ where: { id: thread.assistantId } }) : null,
  ]);
  const order = [prediction.active, ...prediction.queued].map((run) => run?.runId);
  const queue = (await toRunItems(hp, unfinished)).sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  const isPaused = prediction.pendingInterrupts.length > 0;
  const waitingForAnswer = isPaused ? queue.filter(waitsForAnswer) : [];
  const [active, ...queued] = queue.filter((run) => !waitingForAnswer.includes(run));
  const graph = hp.graphs.get(thread.graphId ?? '');
  const { title, status, graphId, assistantId, metadata } = thread;
  return {
    ...{ id, title, status, graphId, assistantId },
    createdAt: thread.createdAt.toISOString(),
    updatedAt: thread.updatedAt.toISOString(),
    prediction: toWire(prediction),
    isDemo: isRecord(metadata) && metadata.demo === true,
    error: toFailure(thread.error),
    inputFields: graph ? inputFieldsOf(graph) : null,
    repairsToolCalls: repairsToolCalls(graph, [assistant?.config, thread.config]),
    active: active ?? null,
    ...{ queued, waitingForAnswer },
    lastRun: last && queue.length === 0 ? await toRunItem(hp, last) : null,
  };
}

function repairsToolCalls(graph: GraphEntry | undefined, configs: unknown[]): boolean {
  const config = mergeConfigs(...configs.map((each) => (isRecord(each) ? each : undefined)));
  return (config.repair_dangling_tool_calls ?? graph?.repairDanglingToolCalls) === true;
}

function waitsForAnswer({ status, kind, onPendingInterrupt }: RunItem): boolean {
  return status === 'pending' && kind === 'input' && onPendingInterrupt === 'enqueue';
}
