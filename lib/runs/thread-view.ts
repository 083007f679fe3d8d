import { Prisma, type Thread } from '#lib/store/generated/client';
import type { Holdpoint } from './holdpoint';
import { threadNotFound } from './lock-thread';
import { type ShownQuestion, shownQuestions } from './shown-questions';
import { headValues } from './thread-values';
import { withDefaults } from './with-defaults';

type OwnColumns = 'id' | 'status' | 'createdAt' | 'updatedAt' | 'stateUpdatedAt' | 'retention' | 'ttlMinutes';

/** A thread as it is shown, with what its head holds. JSON is text here, so that it can be handed on without being read. */
export interface ThreadView extends Pick<Thread, OwnColumns> {
  metadata: string;
  config: string;
  error: string | null;
  graphId: string | null;
  /** In the form in which values are stored; null for a thread without a checkpoint, and where they were not asked for. */
  values: string | null;
  /** Those that are open, oldest first; null when there are none, and where they were not asked for. */
  questions: ShownQuestion[] | null;
}

export interface ViewParts {
  values: boolean;
  questions: boolean;
}

/** @throws HoldpointError `thread_not_found` */
export async function viewThread(hp: Holdpoint, threadId: string): Promise<ThreadView> {
  const [view] = await hp.db.sql.$queryRaw<ThreadView[]>`
    SELECT ${viewColumns({ values: true, questions: true })} FROM threads t WHERE t.id = ${threadId}::uuid`;
  if (!view) throw threadNotFound(threadId);
  return withDefaults(hp, view);
}

/** SQL: the view of thread `t`. */
export function viewColumns({ values, questions }: ViewParts): Prisma.Sql {
  const open = shownQuestions(Prisma.sql`i.thread_id = t.id AND i.outcome = 'pending'`);
  return Prisma.sql`
    t.id, t.graph_id AS "graphId", t.status::text AS status, t.created_at AS "createdAt", t.updated_at AS "updatedAt",
    t.state_updated_at AS "stateUpdatedAt", t.retention::text AS retention, t.ttl_minutes AS "ttlMinutes",
    t.metadata::text AS metadata, t.config::text AS config, t.error::text AS error,
    ${values ? Prisma.sql`(${headValues(Prisma.sql`t.id`)})` : Prisma.sql`NULL`}::text AS values,
    ${questions ? Prisma.sql`(${open})` : Prisma.sql`NULL`}::json AS questions`;
}
