import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

const counting = new AsyncLocalStorage<string[]>();
const { query } = pg.Client.prototype;

/** Whoever sends it, Prisma too, and not what others do at the same time, as workers and the hub do. */
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  const [statement] = args;
  counting.getStore()?.push(textOf(statement));
  return Reflect.apply(query, this, args);
};

/** The statements that this sends to PostgreSQL. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  await counting.run(statements, work);
  return statements;
}

function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  return typeof statement === 'object' && statement !== null && 'text' in statement ? String(statement.text) : '';
}
