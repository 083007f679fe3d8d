import type { CheckpointListOptions, RunnableConfig } from '#lib/engine';
import { HoldpointError } from '#lib/errors';
import { Prisma } from './generated/client';

export interface CheckpointPlace {
  threadId: string;
  ns: string;
  /** Absent: the newest. */
  checkpointId?: string | undefined;
}

/** SQL: the newest checkpoint of a graph, or the one that is named. */
export function newestOf({ threadId, ns, checkpointId }: CheckpointPlace): Prisma.Sql {
  const named = checkpointId ? Prisma.sql`AND id = ${checkpointId}` : Prisma.empty;
  return Prisma.sql`SELECT * FROM checkpoints WHERE thread_id = ${threadId}::uuid AND ns = ${ns} ${named} ORDER BY seq DESC LIMIT 1`;
}

/** @throws HoldpointError `invalid_request` without a thread */
export function placeOf({ configurable }: RunnableConfig): CheckpointPlace {
  const threadId = configurable?.thread_id;
  if (!threadId) {
    const message = 'A checkpoint belongs to a thread. Pass its id as configurable.thread_id.';
    throw new HoldpointError('invalid_request', message);
  }
  return { threadId, ns: configurable.checkpoint_ns ?? '', checkpointId: configurable.checkpoint_id || undefined };
}

/** SQL: what `list` is asked for. */
export function listConditions(config: RunnableConfig, { before, filter }: CheckpointListOptions): Prisma.Sql {
  const { threadId, checkpointId } = placeOf(config);
  const ns = config.configurable?.checkpoint_ns;
  const beforeId = before?.configurable?.checkpoint_id;
  const conditions = [Prisma.sql`thread_id = ${threadId}::uuid`];
  if (ns !== undefined) conditions.push(Prisma.sql`ns = ${ns}`);
  if (checkpointId) conditions.push(Prisma.sql`id = ${checkpointId}`);
  if (filter) conditions.push(Prisma.sql`metadata @> ${JSON.stringify(filter)}::jsonb`);
  if (beforeId) {
    conditions.push(Prisma.sql`seq < (
      SELECT b.seq FROM checkpoints b WHERE b.thread_id = ${threadId}::uuid AND b.ns = checkpoints.ns AND b.id = ${beforeId})`);
  }
  return Prisma.join(conditions, ' AND ');
}
