import { createHash } from 'node:crypto';
import { HoldpointError } from '#lib/errors';
import { t } from '#lib/language/gettext';
import type { Holdpoint } from '#lib/runs/holdpoint';

const WINDOW_MINUTES = 5;
const MOST_IN_WINDOW = 10;

type Context = Pick<Holdpoint, 'db'>;

/**
 * Counts a try to prove something that can be guessed, by whom it is tried for, in all processes together. It does not matter whether
 * there is such a person, so that nobody learns it from a refusal. @throws HoldpointError `forbidden` when there were too many lately
 */
export async function countAttempt({ db }: Context, what: string): Promise<void> {
  // What strangers make up does not pile up.
  await db.sql.$executeRaw`DELETE FROM attempts WHERE until <= clock_timestamp()`;
  const [row] = await db.sql.$queryRaw<{ tries: number }[]>`
    INSERT INTO attempts AS a (what, tries, until)
    VALUES (${keyOf(what)}, 1, clock_timestamp() + make_interval(mins => ${WINDOW_MINUTES}::int))
    ON CONFLICT (what) DO UPDATE SET tries = a.tries + 1
    RETURNING tries`;
  if (row && row.tries > MOST_IN_WINDOW) {
    throw new HoldpointError('forbidden', t`That was tried too often. Wait ${WINDOW_MINUTES} minutes and try again.`);
  }
}

/** It was proved, so what was tried before does not count. */
export async function forgetAttempts({ db }: Context, what: string): Promise<void> {
  await db.sql.$executeRaw`DELETE FROM attempts WHERE what = ${keyOf(what)}`;
}

/** As short for any text, and nobody's address. */
function keyOf(what: string): string {
  return createHash('sha256').update(what.trim().toLowerCase()).digest('base64url');
}
