import { DEADLINE } from '#lib/runs/expire-interrupt';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { Prisma } from '#lib/store/generated/client';
import { valuesAlongIndex } from './values-along-index';

/** Who sees everything and answers nothing. */
const VIEWER = 'viewer';
/** A choice of more names is none. */
const MOST = 500;

/** Everybody who has decided something, works on a question, was to answer one, or has an account with which to do so, by name. */
export async function listReviewers({ db }: Holdpoint): Promise<string[]> {
  const sources = [
    valuesAlongIndex({ table: 'decisions', column: 'actor' }),
    valuesAlongIndex({ table: 'interrupts', column: 'assignee', where: 'assignee IS NOT NULL' }),
    valuesAlongIndex({
      table: 'interrupts',
      column: 'claimed_by',
      where: `outcome = 'pending' AND claimed_by IS NOT NULL`,
    }),
    Prisma.sql`SELECT name FROM members WHERE disabled_at IS NULL AND role <> ${VIEWER}`,
  ].map((names) => Prisma.sql`(${names})`);
  const rows = await db.prisma.$queryRaw<{ name: string }[]>`
    SELECT name FROM (${Prisma.join(sources, ' UNION ')}) known WHERE name <> ${DEADLINE} ORDER BY name LIMIT ${MOST}`;
  return rows.map(({ name }) => name);
}
