import { expect, it } from 'vitest';
import { liveCommands } from './live-commands';

const everything = () => true;
const keysOn = (pathname: string, isLive: (keys: string) => boolean = everything) =>
  liveCommands(pathname, isLive).map(({ title, commands }) => [title, commands.map(({ keys }) => keys)]);

it('begins with what is done on the screen, and ends with what is done everywhere', () => {
  const titles = liveCommands('/i/123', everything).map(({ title }) => title);

  expect(titles[0]).toBe('A question');
  expect(titles.at(-1)).toBe('Everywhere');
  expect(titles).not.toContain('A thread');
});

it('leaves out what does nothing now, and groups without a command', () => {
  expect(keysOn('/threads/1', (keys) => keys === 'd' || keys === 'g i')).toEqual([
    ['A thread', ['d']],
    ['Go to', ['g i']],
  ]);
});

it('leaves out what only moves about', () => {
  const keys = keysOn('/inbox').flatMap(([, each]) => each);

  expect(keys).toContain('w');
  expect(keys).not.toContain('j');
  expect(keys).not.toContain('x');
});

it('names a key once beside a list, by what it does with the question', () => {
  const commands = liveCommands('/inbox', everything).flatMap((group) => group.commands);

  expect(commands.filter(({ keys }) => keys === 'i')).toEqual([{ keys: 'i', what: 'Assign the question' }]);
  expect(new Set(commands.map(({ keys }) => keys)).size).toBe(commands.length);
});
