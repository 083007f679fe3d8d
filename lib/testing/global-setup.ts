// Before the first test file: one PostgreSQL for the run, and in it one migrated database that every test file copies.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { attachToEmbeddedPostgres } from '#lib/store/embedded-postgres/attach';
import { migrate } from '#lib/store/migrate';
import { databaseUrl } from './database-url';
import { runSql } from './run-sql';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { url: string; template: string };
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await findServer();
  const template = `holdpoint_template_${process.pid}`;
  await runSql(url, `CREATE DATABASE ${template}`);
  await migrate(databaseUrl(url, template));
  project.provide('postgres', { url, template });
  return async () => {
    await runSql(url, `DROP DATABASE ${template} WITH (FORCE)`);
    await stop();
  };
}

async function findServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return { url, stop: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), 'holdpoint-test-'));
  const server = await attachToEmbeddedPostgres(join(folder, 'data'));
  // What a power cut would lose here is nothing anybody wants.
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    await runSql(server.url, `ALTER SYSTEM SET ${setting} = off`);
  }
  await runSql(server.url, 'SELECT pg_reload_conf()');
  return {
    url: server.url,
    async stop() {
      await server.detach();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
