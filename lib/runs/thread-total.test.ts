import { beforeEach, expect, it } from 'vitest';
import type { Notification } from '#lib/store/notification';
import { ThreadTotal } from './thread-total';

let tell: (note: Notification) => void;
let total: ThreadTotal;

beforeEach(() => {
  const hub = {
    subscribe(listener: typeof tell) {
      tell = listener;
      return () => undefined;
    },
  };
  total = new ThreadTotal({ hub });
});

/** Asks for the total where counting would find so many. */
function ask(found: number, { atMost = 100, newest = 'a' } = {}): Promise<number> {
  return total.get({ atMost, newest }, async () => Math.min(found, atMost));
}

it('is counted once', async () => {
  await ask(7);

  expect(await ask(8)).toBe(7);
});

it.each<Notification>([{ k: 'thread', t: 'x' }, { k: 'resync' }])('is counted again after %j', async (note) => {
  await ask(7);
  tell(note);

  expect(await ask(6)).toBe(6);
});

it('is counted again when there is a newer thread', async () => {
  await ask(7);

  expect(await ask(8, { newest: 'b' })).toBe(8);
});

it('is not remembered when something changed while it was counted', async () => {
  const counting = total.get({ atMost: 100, newest: 'a' }, async () => {
    tell({ k: 'thread', t: 'x' });
    return 7;
  });

  expect(await counting).toBe(7);
  expect(await ask(6)).toBe(6);
});

it('is counted again by who wants to know further than counting went', async () => {
  expect(await ask(1000, { atMost: 100 })).toBe(100);

  expect(await ask(1000, { atMost: 90 })).toBe(90);
  expect(await ask(1000, { atMost: 200 })).toBe(200);
});
