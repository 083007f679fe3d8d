import type { Run } from '#lib/store/generated/client';
import type { RunStatus } from '#lib/store/generated/enums';
import { decodeValue } from '#lib/store/value-codec';
import type { Holdpoint } from './holdpoint';
import { inputTitle } from './input-title';
import { threadNotFound } from './lock-thread';
import { queueOrder, waitsForAnswer } from './queue';

/** What each multitask strategy would do to a new message for a thread, as things stand. */
export interface MultitaskPrediction {
  active: ActiveRun | null;
  /** Runs that wait behind the active one, in queue order. */
  queued: {
    runId: string;
    createdAt: Date;
    createdBy: string | null;
    message: string | null;
    multitaskStrategy: string;
  }[];
  pendingInterrupts: { id: string; title: string }[];
  reject: { refused: boolean; byRunId: string | null };
  /** 1: starts at once. */
  enqueue: { position: number };
  interrupt: { stopsRunIds: string[]; keepsCheckpoints: number };
  rollback: { deletesRunIds: string[]; deletesCheckpoints: number };
}

export interface ActiveRun {
  runId: string;
  status: RunStatus;
  startedAt: Date | null;
  createdBy: string | null;
  /** Root checkpoints it has committed. */
  checkpoints: number;
  firstMessage: string | null;
}

interface QueueRow extends Pick<Run, 'id' | 'status'> {
  started_at: Date | null;
  created_at: Date;
  created_by: string | null;
  multitask_strategy: string;
  input: string | null;
  checkpoints: number;
  /** For a person to answer a question. */
  waits: boolean;
}

/** @throws HoldpointError `thread_not_found` */
export async function predictMultitask(hp: Holdpoint, threadId: string): Promise<MultitaskPrediction> {
  const { prisma } = hp.db;
  const [thread, rows, pendingInterrupts] = await Promise.all([
    prisma.thread.findUnique({ where: { id: threadId }, select: { id: true } }),
    unfinishedRows(hp, threadId),
    prisma.interrupt.findMany({
      where: { threadId, outcome: 'pending' },
      select: { id: true, title: true },
      orderBy: { createdAt: 'asc' },
    }),
  ]);
  if (!thread) throw threadNotFound(threadId);
  const [first, ...rest] = rows;
  const busy = rows.find((row) => !row.waits);
  const ids = rows.map((row) => row.id);
  const checkpoints = rows.reduce((sum, row) => sum + row.checkpoints, 0);
  return {
    active: first ? activeRun(first) : null,
    queued: rest.map((row) => ({
      runId: row.id,
      createdAt: row.created_at,
      createdBy: row.created_by,
      message: messageOf(row),
      multitaskStrategy: row.multitask_strategy,
    })),
    pendingInterrupts,
    reject: { refused: busy !== undefined, byRunId: busy?.id ?? null },
    enqueue: { position: rows.length + 1 },
    interrupt: { stopsRunIds: ids, keepsCheckpoints: checkpoints },
    rollback: { deletesRunIds: ids, deletesCheckpoints: checkpoints },
  };
}

function unfinishedRows(hp: Holdpoint, threadId: string): Promise<QueueRow[]> {
  return hp.db.prisma.$queryRaw<QueueRow[]>`
    SELECT r.id, r.status::text, r.started_at, r.created_at, r.created_by, r.multitask_strategy::text, r.input::text AS input,
      (SELECT count(*)::int FROM checkpoints c WHERE c.run_id = r.id AND c.ns = '') AS checkpoints, ${waitsForAnswer('r')} AS waits
    FROM runs r WHERE r.thread_id = ${threadId}::uuid AND r.status IN ('pending', 'running')
    ORDER BY (r.status <> 'running'), ${queueOrder('r')}`;
}

function activeRun(row: QueueRow): ActiveRun {
  const { id: runId, status, started_at: startedAt, created_by: createdBy, checkpoints } = row;
  return { runId, status, startedAt, createdBy, checkpoints, firstMessage: messageOf(row) };
}

function messageOf(row: QueueRow): string | null {
  return row.input === null ? null : inputTitle(decodeValue(row.input));
}
