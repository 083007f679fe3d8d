import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { t } from '#lib/language/gettext';
import { currentLanguage, currentLocale } from '#lib/language/language';
import { speakLanguage } from './speak-language';

let server: Server;
let url: string;

beforeAll(async () => {
  const listener = speakLanguage(async (_request, response) => {
    await sleep(Math.random() * 20);
    response.end(JSON.stringify([currentLocale(), t`Theme`, currentLanguage()?.script ?? null]));
  });
  server = createServer((request, response) => void listener(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
  globalThis.holdpointLanguage = undefined;
});

const ask = async (language: string, path = '/') =>
  (await fetch(url + path, { headers: { 'accept-language': language } })).json();

it('answers everybody in their own language, also those who ask at once', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => ask(index % 2 ? 'de' : 'en')));

  const script = expect.stringMatching(/^\/language\/de-[\w-]{12}\.js$/);
  expect(answers).toEqual(
    Array.from({ length: 20 }, (_, index) => (index % 2 ? ['de', 'Farben', script] : ['en', 'Theme', null])),
  );
  expect(currentLocale()).toBe('en');
});

it('answers programs in English, and writes files so, whoever their user is', async () => {
  for (const path of ['/api/threads', '/data/threads/1/export', '/data/activity-export?format=csv'])
    expect(await ask('de', path)).toEqual(['en', 'Theme', null]);
  for (const path of ['/apiary', '/data/threads/1/exports']) expect(await ask('de', path)).toContain('Farben');
});

describe('the script of a language', () => {
  it('makes a browser speak it, and may be kept for ever', async () => {
    const [, , script] = await ask('de');
    const response = await fetch(url + script);
    const browser: { holdpointLanguage?: () => unknown } = {};

    runInNewContext(await response.text(), { globalThis: browser });

    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(browser.holdpointLanguage?.()).toMatchObject({
      locale: 'de',
      script,
      catalogue: expect.objectContaining({ Theme: ['Farben'] }),
    });
  });

  it('is whole for who takes no compressed one', async () => {
    const [, , script] = await ask('de');
    const response = await fetch(url + script, { headers: { 'accept-encoding': 'identity' } });

    expect(response.headers.get('content-encoding')).toBeNull();
    expect(await response.text()).toContain('Farben');
  });
});
