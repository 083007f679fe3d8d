import { Prisma } from '#lib/store/generated/client';

interface IndexedColumn {
  table: string;
  column: string;
  /** As in the condition of the index; without it, all rows. */
  where?: string;
}

/** SQL: the different values of a column as `name`, each found by one step along an index that begins with it. */
export function valuesAlongIndex({ table, column, where = 'true' }: IndexedColumn): Prisma.Sql {
  const [from, name, some] = [table, column, where].map((part) => Prisma.raw(part));
  return Prisma.sql`
    WITH RECURSIVE found AS (
      SELECT min(${name}) AS name FROM ${from} WHERE ${some}
      UNION ALL
      SELECT (SELECT min(${name}) FROM ${from} WHERE ${some} AND ${name} > found.name) FROM found WHERE found.name IS NOT NULL)
    SELECT name FROM found WHERE name IS NOT NULL`;
}
