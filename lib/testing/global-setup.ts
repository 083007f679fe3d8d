// Before the first test file: one PostgreSQL for the run, and in it one migrated database that every test file copies.
import type { TestProject } from 'vitest/node';
import { migrate } from '#lib/store/migrate';
import { databaseUrl } from './database-url';
import { runSql } from './run-sql';
import { startTestPostgres } from './test-postgres';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { url: string; template: string };
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startTestPostgres();
  const template = `holdpoint_template_${process.pid}`;
  await runSql(url, `CREATE DATABASE ${template}`);
  await migrate(databaseUrl(url, template));
  project.provide('postgres', { url, template });
  return async () => {
    await runSql(url, `DROP DATABASE ${template} WITH (FORCE)`);
    await stop();
  };
}
