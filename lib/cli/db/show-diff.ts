import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diffSchemas } from '#lib/store/diff-schemas';
import { migrationNames, migrationsFolder } from '#lib/store/migrate';
import { withServer } from '#lib/store/with-server';
import { projectRoot } from '../project-root';
import { say } from '../say';

const SCHEMA = 'schema.prisma';

/** Prints what prisma/schema.prisma asks for beyond the committed migrations; with a name, writes it as a migration. */
export async function showDiff(name: string | undefined): Promise<void> {
  if (name !== undefined && !/^[a-z0-9_]+$/.test(name)) {
    throw new Error(
      `A migration's name has lower-case letters, digits and underscores, e.g. add_labels; not "${name}".`,
    );
  }
  const to = await readFile(join(projectRoot, 'prisma', SCHEMA), 'utf8');
  const from = await lastMigratedSchema();
  const sql = await withServer((url) => diffSchemas({ from, to, url }));
  if (sql === '') return say('The migrations say all that prisma/schema.prisma says.');
  if (name === undefined) return say(sql);
  const folder = join(await migrationsFolder(), `${timestamp()}_${name}`);
  await mkdir(folder);
  await writeFile(join(folder, 'migration.sql'), sql);
  await writeFile(join(folder, SCHEMA), to);
  say(
    `Wrote ${join(folder, 'migration.sql')}. Read it, add what Prisma's language cannot say, then run npm run db:migrate.`,
  );
}

/** Every migration keeps the schema it leads to, since the engine cannot work that out from the SQL without a second server. */
async function lastMigratedSchema(): Promise<string | null> {
  const folder = await migrationsFolder();
  const last = (await migrationNames(folder)).at(-1);
  return last === undefined ? null : readFile(join(folder, last, SCHEMA), 'utf8');
}

function timestamp(): string {
  return new Date().toISOString().replace(/\D/g, '').slice(0, 14);
}
