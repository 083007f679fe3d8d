import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { withServer } from '#lib/store/with-server';
import { TestServer } from '../server';

/** What is wanted of all pictures. */
export interface Wanted {
  only: string;
  folder: string;
}

/** A server for pictures, which this process can reach the database of. */
export async function withTestServer(
  settings: Record<string, string>,
  work: (server: TestServer) => Promise<void>,
): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'holdpoint-screenshots-'));
  Object.assign(process.env, { HOLDPOINT_DATA: data, DATABASE_URL: '' });
  const server = new TestServer('screenshots', data);
  Object.assign(server.settings, settings);
  try {
    await server.start();
    await work(server);
  } finally {
    await server.remove();
  }
}

export async function withDatabase<T>(work: (database: pg.Client) => Promise<T>): Promise<T> {
  return withServer(async (connectionString) => {
    const database = new pg.Client({ connectionString });
    await database.connect();
    try {
      return await work(database);
    } finally {
      await database.end();
    }
  });
}
