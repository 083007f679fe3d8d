import { request } from '@playwright/test';
import { Api } from '../api';
import { ageCases } from './age-cases';
import { type Arranged, arrangeCases } from './arrange-cases';
import { SCREENS } from './screens';
import { takePictures } from './take-pictures';
import { type Wanted, withDatabase, withTestServer } from './with-test-server';

const SETTINGS = {
  // To nobody: no picture makes it send anything.
  ...{ HOLDPOINT_SMTP_URL: 'smtp://127.0.0.1:9', HOLDPOINT_MAIL_FROM: 'holdpoint@example.com' },
  ...{ HOLDPOINT_UNDO_SECONDS: '5', HOLDPOINT_WEBHOOK_HOSTS: 'external' },
};

/** Those of an open server, on the demo graphs. */
export async function pictureScreens({ only, folder }: Wanted): Promise<void> {
  const wanted = Object.entries(SCREENS).filter(([name]) => name.includes(only));
  if (wanted.length === 0) return;
  await withTestServer(SETTINGS, async ({ url }) => {
    const arranged = await arrange(url);
    const pictures = Object.fromEntries(
      wanted.map(([name, { path, ...screen }]) => [name, { ...screen, path: path(arranged) }]),
    );
    const cookies = [{ name: 'holdpoint_reviewer', value: 'Ada', url }];
    await takePictures({ url, pictures, cookies, folder });
  });
}

async function arrange(url: string): Promise<Arranged> {
  const context = await request.newContext({ baseURL: url });
  const arranged = await arrangeCases(new Api(context));
  await context.dispose();
  await withDatabase((database) => ageCases(database, arranged));
  return arranged;
}
