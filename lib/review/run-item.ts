import { t } from '#lib/language/gettext';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { inputTitle, oneLine } from '#lib/runs/input-title';
import { isRecord } from '#lib/runs/is-record';
import { passedRuns } from '#lib/runs/passed-runs';
import { isTerminal } from '#lib/runs/run-status';
import type { Prisma } from '#lib/store/generated/client';
import type { MultitaskStrategy, OnPendingInterrupt, RunKind, RunStatus, StopReason } from '#lib/store/generated/enums';

/** A run as the screens show it. */
export interface RunItem {
  id: string;
  threadId: string;
  threadTitle: string | null;
  graphId: string;
  kind: RunKind;
  status: RunStatus;
  stopReason: StopReason | null;
  stoppedBy: string | null;
  supersededBy: string | null;
  multitaskStrategy: MultitaskStrategy;
  onPendingInterrupt: OnPendingInterrupt;
  createdBy: string | null;
  attempt: number;
  /** What it was asked for, in one line: its message, its answer, or its input. */
  summary: string;
  error: RunFailure | null;
  /** ISO 8601, like every moment here. */
  createdAt: string;
  /** Not before this moment. */
  availableAt: string;
  /** It waits for that moment, not for its turn. */
  isScheduled: boolean;
  startedAt: string | null;
  endedAt: string | null;
  checkpoints: number;
  /** Can still be cancelled or rolled back: it has not ended, or the thread stands at its question. */
  isStoppable: boolean;
  /** Can be executed once more: it did not end well, and the thread stands where it left it, or it never did anything. */
  isRetryable: boolean;
}

export interface RunFailure {
  error: string;
  message: string;
  code: string | null;
}

/** What a query has to select of runs for `toRunItems`. */
export const RUN_ITEM_SELECT = {
  id: true,
  threadId: true,
  thread: { select: { title: true } },
  graphId: true,
  kind: true,
  status: true,
  stopReason: true,
  stoppedBy: true,
  supersededBy: true,
  multitaskStrategy: true,
  onPendingInterrupt: true,
  createdBy: true,
  attempt: true,
  input: true,
  command: true,
  error: true,
  createdAt: true,
  availableAt: true,
  startedAt: true,
  endedAt: true,
} satisfies Prisma.RunSelect;

type RunRow = Prisma.RunGetPayload<{ select: typeof RUN_ITEM_SELECT }>;

/** In the given order. */
export async function toRunItems(hp: Holdpoint, rows: RunRow[]): Promise<RunItem[]> {
  const places = await placesOf(
    hp,
    rows.map((row) => row.id),
  );
  return rows.map((row) => runItem(row, places(row.id)));
}

export async function toRunItem(hp: Holdpoint, row: RunRow): Promise<RunItem> {
  return runItem(row, (await placesOf(hp, [row.id]))(row.id));
}

interface RunPlace {
  checkpoints: number;
  /** Its thread has gone on without it. */
  isPassed: boolean;
}

/** Counts the checkpoints of these runs alone; a count in the query that reads them would count everybody's. */
async function placesOf({ db }: Holdpoint, runIds: string[]): Promise<(runId: string) => RunPlace> {
  const [counts, passed] = await Promise.all([
    db.prisma.checkpoint.groupBy({ by: ['runId'], where: { runId: { in: runIds }, ns: '' }, _count: true }),
    passedRuns(db.sql, runIds),
  ]);
  const countOf = new Map(counts.map((count) => [count.runId, count._count]));
  return (runId) => ({ checkpoints: countOf.get(runId) ?? 0, isPassed: passed.has(runId) });
}

const RETRYABLE = new Set<StopReason | null>(['superseded', 'cancelled', 'error', 'timeout']);

function runItem({ thread, input, command, error, ...row }: RunRow, { checkpoints, isPassed }: RunPlace): RunItem {
  const isSentAgain = row.kind === 'input' && checkpoints === 0;
  return {
    ...row,
    // Read after the run, so it may be deleted.
    threadTitle: thread?.title ?? null,
    summary: summaryOf(row.kind, input, command),
    error: toFailure(error),
    checkpoints,
    isStoppable: !isTerminal(row.status) || (row.stopReason === 'paused' && !isPassed),
    isRetryable: RETRYABLE.has(row.stopReason) && (!isPassed || isSentAgain),
    createdAt: row.createdAt.toISOString(),
    availableAt: row.availableAt.toISOString(),
    isScheduled: isScheduled(row),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

function isScheduled({
  status,
  createdAt,
  availableAt,
}: Pick<RunRow, 'status' | 'createdAt' | 'availableAt'>): boolean {
  return status === 'pending' && availableAt > createdAt && availableAt.getTime() > Date.now();
}

function summaryOf(kind: RunKind, input: unknown, command: unknown): string {
  if (kind === 'continue') return t`Continue from the last checkpoint`;
  if (kind === 'resume') return answered(answerOf(command));
  const text = inputTitle(input) ?? oneLine(JSON.stringify(input ?? command ?? {}));
  return text === '{}' ? t`Without input` : text;
}

const answered = (answer: string) => t`Answer: ${answer}`;

/** A resume names interrupts by id; a person wants to read the answers. */
function answerOf(command: unknown): string {
  const resume = isRecord(command) ? command.resume : undefined;
  const answers =
    isRecord(resume) && Object.keys(resume).every((key) => /^[0-9a-f]{32}$/.test(key))
      ? Object.values(resume)
      : [resume];
  return oneLine(answers.map((answer) => (typeof answer === 'string' ? answer : JSON.stringify(answer))).join(', '));
}

export function toFailure(error: unknown): RunFailure | null {
  if (!isRecord(error)) return null;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    error: text(error.error) ?? 'Error',
    message: text(error.message) ?? t`No message.`,
    code: text(error.code),
  };
}
