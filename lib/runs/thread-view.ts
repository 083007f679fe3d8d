import { fromRow } from '#lib/store/from-row';
import { Prisma, type Thread } from '#lib/store/generated/client';
import type { Holdpoint } from './holdpoint';
import { threadNotFound } from './lock-thread';
import { type ShownQuestion, shownQuestions } from './shown-questions';
import { headValues } from './thread-values';

/** A thread with what its head holds. What was not asked for is null or empty. */
export interface ThreadView extends Thread {
  /** One JSON object, as it is stored; null for a thread without a checkpoint. */
  values: string | null;
  /** Those that are open, oldest first. */
  questions: ShownQuestion[];
}

export interface ViewParts {
  values: boolean;
  questions: boolean;
}

/** @throws HoldpointError `thread_not_found` */
export async function viewThread(hp: Holdpoint, threadId: string): Promise<ThreadView> {
  const [row] = await hp.db.sql.$queryRaw<ViewRow[]>`
    SELECT ${viewColumns({ values: true, questions: true })} FROM threads t WHERE t.id = ${threadId}::uuid`;
  if (!row) throw threadNotFound(threadId);
  return toView(row);
}

/** SQL: what `toView` makes a view of thread `t` from. */
export function viewColumns({ values, questions }: ViewParts): Prisma.Sql {
  const open = shownQuestions(Prisma.sql`i.thread_id = t.id AND i.outcome = 'pending'`);
  return Prisma.sql`
    t.*, ${values ? Prisma.sql`(${headValues(Prisma.sql`t.id`)})::text` : NOTHING} AS values,
    ${questions ? Prisma.sql`(${open})` : NOTHING} AS questions`;
}

const NOTHING = Prisma.sql`NULL::text`;

export type ViewRow = Record<string, unknown>;

export function toView(row: ViewRow): ThreadView {
  const view = fromRow<ThreadView>(row);
  return { ...view, questions: view.questions ?? [] };
}
