import { afterEach, expect, it, vi } from 'vitest';
import { isOwnOrigin } from './is-own-origin';

const host = 'holdpoint.test:3000';

it.each([
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ 'sec-fetch-site': 'none' }, true],
  [{ 'sec-fetch-site': 'same-site', origin: `http://${host}` }, false],
  [{ 'sec-fetch-site': 'cross-site' }, false],
  [{ origin: `http://${host}` }, true],
  [{ origin: 'http://holdpoint.test:4000' }, false],
  [{ origin: 'null' }, false],
  [{}, true],
] as [Record<string, string>, boolean][])('%j is its own: %s', (headers, own) => {
  expect(isOwnOrigin((name) => ({ host, ...headers })[name])).toBe(own);
});

afterEach(() => vi.unstubAllEnvs());

it.each([
  [`http://${host}`, true],
  ['https://people.test', true],
  ['https://people.test:8443', false],
  ['https://other.test', false],
])('behind a proxy that does not pass the name on, %s is its own: %s', (origin, own) => {
  vi.stubEnv('HOLDPOINT_PUBLIC_URL', 'https://people.test/');

  expect(isOwnOrigin((name) => ({ host, origin })[name])).toBe(own);
});
