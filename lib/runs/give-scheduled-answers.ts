import { HoldpointError } from '#lib/errors';
import { decodeValue } from '#lib/store/value-codec';
import { answerInterrupt } from './answer-interrupt';
import { DueTimer } from './due-timer';
import type { Holdpoint } from './holdpoint';
import { logger } from './logger';
import { removeScheduled } from './remove-scheduled';
import { inTransaction } from './transaction';

const BATCH = 100;
/** A process that died while it gave an answer is waited for so long. */
const TAKEN_MS = 10_000;

/** Gives the answers whose time to be taken back is over. As many processes as you like may; each answer is given once. */
export function scheduledAnswers(hp: Holdpoint): DueTimer {
  return new DueTimer(hp.db, {
    name: 'scheduled answers',
    tick: (signal) => giveScheduledAnswers(hp, signal),
    msUntilDue: () => msUntilNextAnswer(hp),
    concerns: (notification) => notification.k === 'due',
  });
}

/** Gives an answer without waiting until it is due. @returns false when there is none of this person */
export async function sendAnswerNow(
  hp: Holdpoint,
  { interruptId, actor }: { interruptId: string; actor: string },
): Promise<boolean> {
  // Cut, not rounded: what is due in half a millisecond is not due now.
  const found = await hp.db.sql.$executeRaw`
    UPDATE scheduled_answers SET due_at = least(due_at, date_trunc('milliseconds', clock_timestamp())) WHERE interrupt_id = ${interruptId} AND actor = ${actor}`;
  return found > 0 && giveAnswer(hp, interruptId);
}

/** @throws AggregateError when some could not be given; they are still due */
async function giveScheduledAnswers(hp: Holdpoint, signal: AbortSignal): Promise<number> {
  const failed = new Map<string, unknown>();
  let given = 0;
  let ids: string[];
  do {
    ids = await dueAnswers(hp, [...failed.keys()]);
    for (const id of ids) {
      if (signal.aborted) return given;
      try {
        if (await giveAnswer(hp, id)) given++;
      } catch (error) {
        failed.set(id, error);
      }
    }
  } while (ids.length === BATCH);
  if (failed.size > 0) throw new AggregateError(failed.values(), `Still due: ${[...failed.keys()].join(', ')}.`);
  return given;
}

interface TakenAnswer {
  value: string;
  note: string | null;
  actor: string;
}

/** @returns false when another process has it, or the question is not open any more */
async function giveAnswer(hp: Holdpoint, interruptId: string): Promise<boolean> {
  const [taken] = await hp.db.sql.$queryRaw<TakenAnswer[]>`
    UPDATE scheduled_answers SET taken_until = clock_timestamp() + make_interval(secs => ${TAKEN_MS / 1000}::float8)
    WHERE interrupt_id = ${interruptId} AND due_at <= clock_timestamp()
      AND (taken_until IS NULL OR taken_until <= clock_timestamp())
    RETURNING value::text AS value, note, actor`;
  if (!taken) return false;
  try {
    await answerInterrupt(hp, { interruptId, ...taken, value: decodeValue(taken.value) });
    return true;
  } catch (error) {
    if (!isFinal(error)) throw error;
    await drop(hp, { interruptId, reason: error });
    return false;
  }
}

/** Trouble passes, and another process may offer the graph; nothing else becomes right by trying again. */
function isFinal(error: unknown): error is HoldpointError {
  const passing = ['internal', 'database_unavailable', 'graph_not_found'];
  return error instanceof HoldpointError && !passing.includes(error.code);
}

async function drop(
  hp: Holdpoint,
  { interruptId, reason }: { interruptId: string; reason: HoldpointError },
): Promise<void> {
  logger().info({ interrupt_id: interruptId, code: reason.code }, 'a scheduled answer was dropped');
  await inTransaction(hp.db, (tx) => removeScheduled(tx, { interruptId, reason: reason.message }));
}

async function dueAnswers({ db, graphs }: Holdpoint, except: string[]): Promise<string[]> {
  const rows = await db.sql.$queryRaw<{ id: string }[]>`
    SELECT s.interrupt_id AS id FROM scheduled_answers s JOIN interrupts i ON i.id = s.interrupt_id
    WHERE greatest(s.due_at, s.taken_until) <= clock_timestamp()
      AND i.graph_id = ANY(${[...graphs.keys()]}) AND s.interrupt_id <> ALL(${except})
    ORDER BY s.due_at LIMIT ${BATCH}`;
  return rows.map(({ id }) => id);
}

async function msUntilNextAnswer({ db, graphs }: Holdpoint): Promise<number | null> {
  const [row] = await db.sql.$queryRaw<{ ms: number | null }[]>`
    SELECT (extract(epoch FROM min(greatest(s.due_at, s.taken_until)) - clock_timestamp()) * 1000)::float8 AS ms
    FROM scheduled_answers s JOIN interrupts i ON i.id = s.interrupt_id WHERE i.graph_id = ANY(${[...graphs.keys()]})`;
  return row?.ms == null ? null : Math.max(0, row.ms);
}
