import { HoldpointError } from '#lib/errors';
import type { Holdpoint } from './holdpoint';
import { inTransaction, type Transaction } from './transaction';
import { lockWaitingQuestion, recordArrangement } from './waiting-question';

export interface Snooze {
  interruptId: string;
  /** When it comes back; null: now. */
  until: Date | null;
  actor: string;
  /** When it was to come back when the actor decided this, null: it was not snoozed; without it, whenever it was. */
  seen?: Date | null;
}

/** Farther ahead, a day was mistyped. */
const MOST_DAYS = 366;

/**
 * Takes a question out of what waits until a moment, or brings it back. Its deadline and who may answer it stay as they are.
 * @throws HoldpointError `interrupt_not_found`, `interrupt_not_pending`; `invalid_request` when the moment has passed or is more than
 * a year ahead; `conflict` when somebody else has snoozed it, or brought it back, meanwhile
 */
export async function snoozeQuestion(hp: Holdpoint, { interruptId, until, actor, seen }: Snooze): Promise<void> {
  await inTransaction(hp.db, async (tx) => {
    const question = await lockWaitingQuestion(tx, interruptId);
    const before = question.snoozedUntil;
    if (before?.getTime() === until?.getTime()) return;
    if (seen !== undefined && before?.getTime() !== seen?.getTime()) throw changedMeanwhile(question.title, before);
    if (until !== null) await checkMoment(tx, until);
    // What is brought back has come back now, so that whom it waits for is told as of one whose time is over.
    await tx.$executeRaw`
      UPDATE interrupts SET snoozed_until = coalesce(${until}::timestamptz, now()), snoozed_by = ${until && actor} WHERE id = ${interruptId}`;
    const change = { before: { snoozed_until: textOf(before) }, after: { snoozed_until: textOf(until) } };
    await recordArrangement(tx, question, { kind: 'snooze', actor, ...change });
  });
}

async function checkMoment(tx: Transaction, until: Date): Promise<void> {
  const [row] = await tx.$queryRaw<{ ahead: boolean; far: boolean }[]>`
    SELECT ${until}::timestamptz > clock_timestamp() AS ahead,
      ${until}::timestamptz > clock_timestamp() + make_interval(days => ${MOST_DAYS}::int) AS far`;
  if (row?.ahead && !row.far) return;
  const wrong = row?.far ? 'is more than a year ahead' : 'has passed';
  throw new HoldpointError(
    'invalid_request',
    `${until.toISOString()} ${wrong}. Choose a moment within the next year.`,
    {
      details: { snoozed_until: until.toISOString() },
    },
  );
}

function changedMeanwhile(title: string, before: Date | null): HoldpointError {
  const state = before ? `snoozed until ${before.toISOString()}` : 'brought back';
  return new HoldpointError('conflict', `"${title}" was ${state} meanwhile. Look again before you change that.`, {
    details: { title, snoozed_until: textOf(before) },
  });
}

function textOf(moment: Date | null): string | null {
  return moment?.toISOString() ?? null;
}
