import { expect, it } from 'vitest';
import { holdsOn, shortcutCatalogue } from './shortcut-catalogue';

const screens = ['/inbox', '/inbox/work', '/i/123', '/threads', '/threads/123', '/runs', '/settings/profile'];

it.each(screens)('on %s a command has one key, and a key one command', (pathname) => {
  const groups = shortcutCatalogue.filter((group) => holdsOn(group, pathname));
  const keys = groups.flatMap(({ entries }) => entries.map((entry) => entry.keys[0]));

  expect(new Set(keys).size).toBe(keys.length);
});

it.each(shortcutCatalogue.map((group) => [group.title(), group] as const))('%s: holds somewhere', (_title, group) => {
  expect(holdsOn(group, group.on[0] ?? '')).toBe(true);
});

it('tells the screens apart', () => {
  const titles = (pathname: string) =>
    shortcutCatalogue.filter((group) => holdsOn(group, pathname)).map(({ title }) => title());

  expect(titles('/i/123')).toEqual(['A question', 'Go to', 'Everywhere']);
  expect(titles('/inbox/work')).toEqual(['A question', 'The queue', 'Go to', 'Everywhere']);
  expect(titles('/threads')).toEqual(['Lists', 'Go to', 'Everywhere']);
  expect(titles('/threads/123')).toEqual(['A thread', 'Go to', 'Everywhere']);
});
