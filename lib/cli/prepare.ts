import { buildIfStale } from './build-if-stale';
import { generateIfStale } from './generate-if-stale';
import { withLock } from './with-lock';

/** Brings what is made from the sources up to date: the database client, and for `app` the built app. */
export async function prepare(what: 'client' | 'app'): Promise<void> {
  await withLock('prepare', async () => {
    await generateIfStale();
    if (what === 'app') await buildIfStale();
  });
}
