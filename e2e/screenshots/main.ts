/**
 * Takes the pictures in docs/screenshots: every screen of the built app, on the same data each time.
 *
 * `npm run screenshots -- [--only TEXT] [--folder FOLDER]`
 */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { request } from '@playwright/test';
import pg from 'pg';
import { prepare } from '#lib/cli/prepare';
import { runMain } from '#lib/cli/run-main';
import { withServer } from '#lib/store/with-server';
import { Api } from '../api';
import { TestServer } from '../server';
import { ageCases } from './age-cases';
import { type Arranged, arrangeCases } from './arrange-cases';
import { takePictures } from './take-pictures';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    folder: { type: 'string', default: 'docs/screenshots' },
  },
});

await runMain(async () => {
  await prepare('app');
  const data = await mkdtemp(join(tmpdir(), 'holdpoint-screenshots-'));
  Object.assign(process.env, { HOLDPOINT_DATA: data, DATABASE_URL: '' });
  const server = new TestServer('screenshots', data);
  // To nobody: no picture makes it send anything.
  const mail = { HOLDPOINT_SMTP_URL: 'smtp://127.0.0.1:9', HOLDPOINT_MAIL_FROM: 'holdpoint@example.com' };
  Object.assign(server.settings, mail, { HOLDPOINT_UNDO_SECONDS: '5', HOLDPOINT_WEBHOOK_HOSTS: 'external' });
  try {
    await server.start();
    const arranged = await arrange(server.url);
    await takePictures({ url: server.url, arranged, ...values });
  } finally {
    await server.remove();
  }
});

async function arrange(url: string): Promise<Arranged> {
  const context = await request.newContext({ baseURL: url });
  const arranged = await arrangeCases(new Api(context));
  await context.dispose();
  await withServer(async (connectionString) => {
    const database = new pg.Client({ connectionString });
    await database.connect();
    await ageCases(database, arranged);
    await database.end();
  });
  return arranged;
}
