import type { Database } from '#lib/store/database';
import type { Sql } from '#lib/store/sql';

/** Does something when a query has been carried out, and before its answer is given. */
export function afterQueries(sql: Database['sql'], then: (statement: string) => Promise<void>): Database['sql'] {
  const $queryRaw: Sql['$queryRaw'] = async <Rows>(strings: TemplateStringsArray, ...values: unknown[]) => {
    const rows = await sql.$queryRaw<Rows>(strings, ...values);
    await then(strings.join(''));
    return rows;
  };
  const transaction: typeof sql.transaction = (work) => sql.transaction(work);
  // The rest of it is not used.
  return { $queryRaw, $executeRaw: sql.$executeRaw.bind(sql), transaction } as typeof sql;
}
