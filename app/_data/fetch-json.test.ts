import { afterEach, expect, it, vi } from 'vitest';
import { fetchJson } from './fetch-json';
import { isGone } from './read-error';

function answer(body: string, status = 200): void {
  vi.stubGlobal('fetch', async () => new Response(body, { status }));
}

async function failure(): Promise<unknown> {
  return fetchJson('/data/inbox').then(
    () => null,
    (error: unknown) => error,
  );
}

afterEach(() => vi.unstubAllGlobals());

it('gives what the route says', async () => {
  answer('{"items": []}');

  expect(await fetchJson('/data/inbox')).toEqual({ items: [] });
});

it.each([
  ['{"message": "The database is full."}', 503, 'The database is full.'],
  ['<html>Bad gateway</html>', 502, 'The server answered 502.'],
  ['<html>Forbidden</html>', 403, 'refused (403). You may have to sign in again'],
  ['', 401, 'refused (401). You may have to sign in again'],
  ['<html>Sign in</html>', 200, 'perhaps a page to sign in'],
])('says of %j with status %d what is to be done', async (body, status, message) => {
  answer(body, status);

  expect(String(await failure())).toContain(message);
});

it('tells what is gone from what failed', async () => {
  answer('{"message": "gone"}', 404);
  expect(isGone(await failure())).toBe(true);

  answer('{"message": "broken"}', 500);
  expect(isGone(await failure())).toBe(false);
});
