import pg from 'pg';
import { migrate } from '#lib/store/migrate';
import { withServer } from '#lib/store/with-server';
import { say } from '../say';

/** Deletes all tables and makes them anew. */
export async function resetDatabase({ isConfirmed }: { isConfirmed: boolean }): Promise<void> {
  await withServer(async (url) => {
    const { host, pathname, searchParams } = new URL(url);
    const place = `${pathname.slice(1)} on ${searchParams.get('host') ?? host}`;
    if (!isConfirmed) {
      throw new Error(`This deletes everything in database ${place}. If you mean it: npm run db:reset -- --yes`);
    }
    await dropTables(url);
    await migrate(url);
    say(`Database ${place} is empty and up to date.`);
  });
}

async function dropTables(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'holdpoint-reset' });
  await client.connect();
  try {
    await refuseWhileUsed(client);
    await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  } finally {
    await client.end();
  }
}

async function refuseWhileUsed(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'holdpoint'`,
  );
  if (rowCount) throw new Error('A Holdpoint server or worker uses this database. Stop it first.');
}
