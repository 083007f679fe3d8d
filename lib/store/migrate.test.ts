import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { emptyDatabase } from '#lib/testing/database';
import { runSql } from '#lib/testing/run-sql';
import { diffSchemas } from './diff-schemas';
import { migrate, migrationNames, migrationsFolder } from './migrate';

/** A folder of migrations with these names and scripts. */
async function migrations(scripts: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'holdpoint-migrations-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, sql] of Object.entries(scripts)) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'migration.sql'), sql);
  }
  return folder;
}

async function tables(url: string): Promise<string[]> {
  const { rows } = await runSql(url, `SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`);
  return rows.map(({ tablename }) => tablename);
}

test('processes that start together apply each migration once', async () => {
  const url = await emptyDatabase();

  const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);

  expect(applied.flat()).toEqual(await migrationNames(await migrationsFolder()));
  expect(await migrate(url)).toEqual([]);
});

test('migrations apply in the order of their names, later ones on top of what is there', async () => {
  const url = await emptyDatabase();
  const first = { '1_a': 'CREATE TABLE a (id int)' };
  await migrate(url, await migrations(first));

  const applied = await migrate(
    url,
    await migrations({ '2_b': 'ALTER TABLE a ADD COLUMN b int; SELECT 1;', ...first }),
  );

  expect(applied).toEqual(['2_b']);
});

test('a migration that fails changes nothing and can be tried again', async () => {
  const url = await emptyDatabase();

  const failed = migrate(url, await migrations({ '1_a': 'CREATE TABLE a (id int); SELECT 1/0;' }));

  await expect(failed).rejects.toThrow('Migration 1_a failed and changed nothing: division by zero');
  expect(await tables(url)).toEqual(['_prisma_migrations']);
  expect(await migrate(url, await migrations({ '1_a': 'CREATE TABLE a (id int)' }))).toEqual(['1_a']);
});

test('a database of a newer version is refused', async () => {
  const url = await emptyDatabase();
  await migrate(url, await migrations({ '1_a': 'SELECT 1', '2_b': 'SELECT 1' }));

  const refused = migrate(url, await migrations({ '1_a': 'SELECT 1' }));

  await expect(refused).rejects.toThrow('has migration 2_b, which this Holdpoint does not know');
});

test('a migration that was changed after it was applied is refused', async () => {
  const url = await emptyDatabase();
  await migrate(url, await migrations({ '1_a': 'SELECT 1' }));

  const refused = migrate(url, await migrations({ '1_a': 'SELECT 2' }));

  await expect(refused).rejects.toThrow('Migration 1_a was changed after it was applied');
});

test('a migration that another program left unfinished is refused', async () => {
  const url = await emptyDatabase();
  const folder = await migrations({ '1_a': 'SELECT 1' });
  await migrate(url, folder);
  await runSql(url, 'UPDATE _prisma_migrations SET finished_at = NULL');

  await expect(migrate(url, folder)).rejects.toThrow('Migration 1_a began and did not finish');
});

test('a server that does not answer is named without its password', async () => {
  const failed = migrate('postgresql://ada:secret@127.0.0.1:1/holdpoint');

  await expect(failed).rejects.toMatchObject({ code: 'database_unavailable' });
  await expect(failed).rejects.toThrow(/postgresql:\/\/ada:\*\*\*@127\.0\.0\.1:1\/holdpoint: .*ECONNREFUSED/);
});

test('the committed migrations lead to prisma/schema.prisma', async () => {
  const folder = await migrationsFolder();
  const last = (await migrationNames(folder)).at(-1)!;
  const from = await readFile(join(folder, last, 'schema.prisma'), 'utf8');
  const to = await readFile(join(folder, '..', 'schema.prisma'), 'utf8');

  expect(await diffSchemas({ from, to, url: await emptyDatabase() })).toBe('');
});

test('the migrated tables are those of prisma/schema.prisma', async () => {
  const [migrated, fromSchema] = await Promise.all([emptyDatabase(), emptyDatabase()]);
  const schema = await readFile(join(await migrationsFolder(), '..', 'schema.prisma'), 'utf8');
  await migrate(migrated);
  await runSql(fromSchema, await diffSchemas({ from: null, to: schema, url: fromSchema }));

  const described = await describeTables(migrated);
  expect(described.filter((line) => !line.startsWith('_prisma_migrations'))).toEqual(await describeTables(fromSchema));
});

/** A line for each column and each constraint. */
async function describeTables(url: string): Promise<string[]> {
  const { rows } = await runSql(
    url,
    `SELECT concat_ws(' ', table_name, column_name, udt_name, is_nullable, column_default) AS line
     FROM information_schema.columns WHERE table_schema = 'public'
     UNION ALL
     SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'f', 'u')`,
  );
  return rows.map(({ line }) => line).sort();
}
