import { expect, it } from 'vitest';
import { returnPath } from './return-path';

it.each(['/inbox', '/threads/1?tab=state', '/i/a%2Fb', '/settings/members'])('goes back to %s', (path) => {
  expect(returnPath(path)).toBe(path);
});

it.each([
  ...['https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example', '/..//evil.example', '/a\\b'],
  ...['javascript:alert(1)', '', 'inbox', undefined, ['/a', '/b'], '/sign-in?to=/inbox', '/setup'],
])('goes nowhere else: %j', (asked) => {
  expect(returnPath(asked)).toBe('/inbox');
});
