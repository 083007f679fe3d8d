import { describe, expect, it } from 'vitest';
import { holdsOn, shortcutCatalogue } from './shortcut-catalogue';

describe.each(shortcutCatalogue)('$title', (group) => {
  it('gives a key one meaning', () => {
    const keys = group.entries.flatMap((entry) => entry.keys);

    expect(new Set(keys).size).toBe(keys.length);
  });

  it('holds somewhere', () => {
    expect(holdsOn(group, group.on[0] ?? '')).toBe(true);
  });
});

it('tells the screens apart', () => {
  const titles = (pathname: string) =>
    shortcutCatalogue.filter((group) => holdsOn(group, pathname)).map(({ title }) => title);

  expect(titles('/i/123')).toEqual(['A question', 'Go to', 'Everywhere']);
  expect(titles('/inbox/work')).toEqual(['A question', 'The queue', 'The inbox', 'Lists', 'Go to', 'Everywhere']);
  expect(titles('/threads')).toEqual(['Lists', 'Go to', 'Everywhere']);
});
