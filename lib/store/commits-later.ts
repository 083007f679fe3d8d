import { Prisma } from './generated/client';

/**
 * SQL: an expression for the SELECT of a statement whose commit need not wait for the disk. Whatever is committed after it is
 * safe only together with it, and a crash of a process loses nothing; a crash of PostgreSQL or of the machine may lose it, with
 * all that followed. So it is for what nobody has been told of, and what can then be done again.
 */
export const commitsLater = Prisma.sql`set_config('synchronous_commit', 'off', true) AS commits_later`;
