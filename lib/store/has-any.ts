import { Prisma } from './generated/client';

/**
 * SQL: whether the subquery `rows` (SELECT 1 ...), which speaks of the row around it, has any. It is looked up for that row.
 * EXISTS may be answered from a table read as a whole, which PostgreSQL prefers as long as it takes the table for a small one.
 */
export function hasAny(rows: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`((${rows} LIMIT 1) IS NOT NULL)`;
}
