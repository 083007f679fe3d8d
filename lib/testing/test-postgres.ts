import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachToEmbeddedPostgres } from '#lib/store/embedded-postgres/attach';
import { runSql } from './run-sql';

export interface TestPostgres {
  url: string;
  stop(): Promise<void>;
}

/** A PostgreSQL for tests: the one of TEST_DATABASE_URL, or an embedded one that is gone when it stops. */
export async function startTestPostgres(): Promise<TestPostgres> {
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
