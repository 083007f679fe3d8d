import { migrate } from '#lib/store/migrate';
import { withServer } from '#lib/store/with-server';
import { say } from '../say';

export async function migrateDatabase(): Promise<void> {
  const names = await withServer(migrate);
  for (const name of names) say(`Applied ${name}`);
  say('The database is up to date.');
}
