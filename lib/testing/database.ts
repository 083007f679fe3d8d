import { randomUUID } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { type Database, openDatabase } from '#lib/store/database';
import { databaseUrl } from './database-url';
import { runSql } from './run-sql';

export interface TestDatabase extends Database {
  /** The same database over connections of their own, as another process has it. */
  another(): Promise<Database>;
}

const POOL_SIZE = 5;

const cleanups: (() => Promise<void>)[] = [];

// Registered when the test file imports this module, since hooks cannot be registered while another one runs.
afterAll(async () => {
  for (const cleanUp of cleanups.splice(0).reverse()) await cleanUp();
});

/** The address of a database without tables, which is gone after the file. */
export async function emptyDatabase(): Promise<string> {
  return createDatabase('template0');
}

/** A migrated, empty database for this test file. It and all its connections are gone after the file. */
export async function testDatabase(): Promise<TestDatabase> {
  const url = await createDatabase(inject('postgres').template);
  const open = async () => {
    const db = await openDatabase({ url, poolSize: POOL_SIZE });
    cleanups.push(() => db.close());
    return db;
  };
  return { ...(await open()), another: open };
}

async function createDatabase(template: string): Promise<string> {
  const { url } = inject('postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await runSql(url, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  cleanups.push(async () => {
    await runSql(url, `DROP DATABASE ${name} WITH (FORCE)`);
  });
  return databaseUrl(url, name);
}
