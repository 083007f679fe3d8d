import { beforeEach, expect, it } from 'vitest';
import { ShortcutHub } from './shortcut-hub';

let hub: ShortcutHub;
let done: string[];
const does = (what: string) => () => void done.push(what);

beforeEach(() => {
  hub = new ShortcutHub();
  done = [];
});

function press(...keys: string[]): void {
  for (const [place, key] of keys.entries()) hub.press(key, place)?.();
}

it('does what a key stands for, and nothing for others', () => {
  hub.add({ j: does('next') });

  press('j', 'k', 'j');

  expect(done).toEqual(['next', 'next']);
});

it('takes the second key of a sequence for nothing else, whoever else listens to it', () => {
  hub.add({ 'g a': does('activity') });
  hub.add({ a: does('approve') });

  press('g', 'a');

  expect(done).toEqual(['activity']);
});

it('lets a sequence that leads nowhere end with its second key', () => {
  hub.add({ 'g a': does('activity'), r: does('reject') });

  press('g', 'r', 'r');

  expect(done).toEqual(['reject']);
});

it('forgets a beginning after a while', () => {
  hub.add({ 'g a': does('activity'), a: does('approve') });

  hub.press('g', 0)?.();
  hub.press('a', 60_000)?.();

  expect(done).toEqual(['approve']);
});

it('gives a key to who came last, and back when that is gone', () => {
  hub.add({ k: does('previous') });
  const remove = hub.add({ k: does('back') });

  press('k');
  remove();
  press('k');

  expect(done).toEqual(['back', 'previous']);
});

it('lets a screen have a key that holds everywhere, whichever came first', () => {
  hub.add({ o: does('thread') });
  hub.addEverywhere({ o: does('row'), '/': does('search') });

  press('o', '/');

  expect(done).toEqual(['thread', 'search']);
});

it('names what a key would do', () => {
  hub.add({ 'g i': does('inbox') });

  expect(hub.actionOf('g i')).not.toBeNull();
  expect(hub.actionOf('g')).toBeNull();
});

it('hears the key that a person has chosen, and no longer the one it was', () => {
  hub.add({ j: does('next'), n: does('comment') });
  hub.setKeys({ j: 'n', n: 'j' });

  press('n', 'j');

  expect(done).toEqual(['next', 'comment']);
});

it('hears sequences that a person has chosen', () => {
  hub.add({ 'g i': does('inbox'), 'g a': does('activity'), a: does('approve'), x: does('select') });
  hub.setKeys({ 'g i': 'q x', 'g a': 'Alt+a' });

  press('q', 'x', 'g', 'a', 'Alt+a');

  expect(done).toEqual(['inbox', 'approve', 'activity']);
});

it('gives one key to two actions of different screens', () => {
  hub.setKeys({ j: 'n' });
  const leave = hub.add({ j: does('next') });
  press('n');
  leave();
  hub.add({ n: does('comment') });
  press('n');

  expect(done).toEqual(['next', 'comment']);
});
