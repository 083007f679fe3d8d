import type { Holdpoint } from '#lib/runs/holdpoint';
import { threadValues } from '#lib/runs/thread-values';
import type { Interrupt, Thread } from '#lib/store/generated/client';
import { toWireInterrupt } from './interrupt';
import { selectFields } from './select-fields';

/** Threads as clients know them, with the values of their heads and their open questions by task. */
export async function toWireThreads(hp: Holdpoint, threads: Thread[], select?: readonly string[]) {
  const wants = (field: string) => !select?.length || select.includes(field);
  const ids = threads.map((thread) => thread.id);
  const [values, questions] = await Promise.all([
    wants('values') ? threadValues(hp, ids) : undefined,
    wants('interrupts')
      ? hp.db.prisma.interrupt.findMany({ where: { threadId: { in: ids }, outcome: 'pending' }, orderBy: ORDER })
      : [],
  ]);
  return threads.map((thread) => selectFields(wireThread(thread, values?.get(thread.id), questions), select));
}

export async function toWireThread(hp: Holdpoint, thread: Thread) {
  const [wire] = await toWireThreads(hp, [thread]);
  return wire;
}

const ORDER = [{ createdAt: 'asc' as const }, { id: 'asc' as const }];

function wireThread(row: Thread, values: Record<string, unknown> | undefined, questions: Interrupt[]) {
  return {
    thread_id: row.id,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    state_updated_at: row.stateUpdatedAt,
    metadata: row.metadata,
    status: row.status,
    config: row.config,
    values: values ?? null,
    interrupts: interruptsByTask(questions.filter((question) => question.threadId === row.id)),
    error: row.error,
    ...(row.retention && { ttl: wireTtl(row) }),
  };
}

function wireTtl({ retention, ttlMinutes, updatedAt }: Thread) {
  if (ttlMinutes === null) return { strategy: retention };
  return {
    strategy: retention,
    ttl_minutes: ttlMinutes,
    expires_at: new Date(updatedAt.getTime() + ttlMinutes * 60_000),
  };
}

function interruptsByTask(questions: Interrupt[]) {
  const taskIds = [...new Set(questions.map((question) => question.taskId))];
  return Object.fromEntries(
    taskIds.map((id) => [id, questions.filter((question) => question.taskId === id).map(toWireInterrupt)]),
  );
}
