import { migrateDatabase } from './db/migrate-database';
import { resetDatabase } from './db/reset-database';
import { showDiff } from './db/show-diff';
import { generateIfStale } from './generate-if-stale';
import { runMain } from './run-main';
import { say } from './say';

const USAGE = `Usage: npm run db:<command>
  db:generate            write the database client of prisma/schema.prisma
  db:migrate             bring the database up to date with prisma/migrations
  db:diff                print the SQL that leads from the last migration to prisma/schema.prisma
  db:diff -- <name>      write it as a new migration of that name
  db:reset -- --yes      delete everything in the database and make its tables anew`;

async function main(command: string | undefined, argument: string | undefined): Promise<void> {
  switch (command) {
    case 'generate':
      await generateIfStale();
      return say('The database client is up to date.');
    case 'migrate':
      return migrateDatabase();
    case 'diff':
      return showDiff(argument);
    case 'reset':
      return resetDatabase({ isConfirmed: argument === '--yes' });
    default:
      throw new Error(USAGE);
  }
}

await runMain(() => main(process.argv[2], process.argv[3]));
