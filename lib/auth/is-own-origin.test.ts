import { expect, it } from 'vitest';
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
