// Brings a database up to date with prisma/migrations. Keeps the same books as Prisma's own command line, in
// `_prisma_migrations`, so that either can go on where the other left off.
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { connectionUrl } from './connection-url';
import { databaseUnavailable, noConnection, reasonOf } from './database-unavailable';
import { findUpwards } from './find-upwards';

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** The number Prisma's command line locks too. */
const LOCK = 72707369;

/** The first with NULLS NOT DISTINCT. */
const OLDEST_SERVER = 15;

const CREATE_BOOKS = `
CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

/** Applies what is not applied yet, each migration in a transaction of its own, and returns the names. */
export async function migrate(url: string, folder?: string): Promise<string[]> {
  const migrations = await readMigrations(folder ?? (await migrationsFolder()));
  const client = new pg.Client({ connectionString: connectionUrl(url), application_name: 'holdpoint-migrate' });
  client.on('error', () => undefined);
  try {
    await connect(client, url);
    await refuseOldServer(client);
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(CREATE_BOOKS);
    const pending = await findPending(client, migrations);
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end().catch(() => undefined);
  }
}

export async function migrationsFolder(): Promise<string> {
  const folder = await findUpwards(join('prisma', 'migrations'));
  if (folder) return folder;
  throw databaseUnavailable(
    `The folder prisma/migrations is neither in ${process.cwd()} nor above it. Start Holdpoint in its own folder.`,
  );
}

/** In the order in which they apply: that of their names, which begin with a timestamp. */
export async function migrationNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = await migrationNames(folder);
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function connect(client: pg.Client, url: string): Promise<void> {
  try {
    await client.connect();
  } catch (cause) {
    throw noConnection(url, cause);
  }
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string; is_old: boolean }>(
    `SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int < $1 AS is_old`,
    [OLDEST_SERVER * 10_000],
  );
  const [server] = rows;
  if (server?.is_old)
    throw refuse(`The database server is PostgreSQL ${server.version}; use ${OLDEST_SERVER} or newer`);
}

async function findPending(client: pg.Client, migrations: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; checksum: string; is_finished: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS is_finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  const applied = new Map(rows.map((row) => [row.name, row]));
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum, is_finished } of rows) {
    if (!is_finished) {
      const next = 'Repair the database by hand, then set its finished_at in _prisma_migrations';
      throw refuse(`Migration ${name} began and did not finish. ${next}`);
    }
    if (!known.has(name)) {
      throw refuse(`The database has migration ${name}, which this Holdpoint does not know. Start the newer version`);
    }
    if (known.get(name)?.checksum !== checksum) {
      const next = 'Undo the change and write a new migration, or run "npm run db:reset" for an empty database';
      throw refuse(`Migration ${name} was changed after it was applied. ${next}`);
    }
  }
  return migrations.filter(({ name }) => !applied.has(name));
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    // Without parameters, the text goes through the protocol that takes several statements.
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       VALUES ($1, $2, clock_timestamp(), $3, 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw refuse(`Migration ${name} failed and changed nothing: ${reasonOf(cause)}`, cause);
  }
}

function refuse(message: string, cause?: unknown): Error {
  return databaseUnavailable(`${message}.`, cause);
}
