import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

const counting = new AsyncLocalStorage<string[]>();
/** Counted when they were given to the pool: whoever returns a connection may be the one who sends them. */
const counted = new WeakSet<object>();

count(pg.Pool.prototype, (statement) => counted.add(statement));
count(pg.Client.prototype);

/**
 * The statements that this sends to PostgreSQL, by whatever way; not what workers and the hub do at the same time, nor how a new
 * connection is set up.
 */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  await counting.run(statements, work);
  return statements.filter((statement) => !statement.startsWith('SET '));
}

interface Queryable {
  query(...args: never[]): unknown;
}

function count(queryable: Queryable, afterwards: (statement: object) => void = () => undefined): void {
  const { query } = queryable;
  queryable.query = function (...args: never[]) {
    const [statement] = args;
    if (!isCounted(statement)) counting.getStore()?.push(textOf(statement));
    if (isObject(statement)) afterwards(statement);
    return Reflect.apply(query, this, args);
  };
}

function isCounted(statement: unknown): boolean {
  return isObject(statement) && counted.has(statement);
}

function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  return isObject(statement) && 'text' in statement ? String(statement.text) : '';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
