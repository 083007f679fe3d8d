import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '#lib/store/database';
import type { Notification } from '#lib/store/hub';
import { Gate } from '#lib/testing/gate';
import { DueTimer, type DueWork } from './due-timer';

vi.hoisted(() => {
  process.env.LOG_LEVEL = 'silent';
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A timer whose looks are counted, and that hears what the test says. */
function timer(work: Partial<DueWork> = {}) {
  const listeners = new Set<(notification: Notification) => void>();
  const subscribe = (listener: (notification: Notification) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const tick = vi.fn(work.tick ?? (async () => 0));
  const due = new DueTimer({ hub: { subscribe } } as unknown as Database, {
    ...{ name: 'test', msUntilDue: async () => null, concerns: ({ k }: Notification) => k === 'due' },
    ...work,
    tick,
  }); // it uses nothing else of the database
  const say = (notification: Notification) => {
    for (const listener of listeners) listener(notification);
  };
  return { due, tick, say, listeners };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('a timer of due work', () => {
  it('looks when it starts, and sleeps until the data says that something is due', async () => {
    const { due, tick } = timer({ msUntilDue: async () => 5_000 });

    due.start();
    await pass(4_999);
    expect(tick).toHaveBeenCalledTimes(1);
    await pass(10);

    expect(tick).toHaveBeenCalledTimes(2);
    await due.stop();
  });

  it.each([
    ['no sooner than its least pause', -50_000, 10_000],
    ['no later than its longest one', 10_000_000, 300_000],
    ['after its longest pause, when nothing is known', null, 300_000],
  ])('looks again %s', async (_name, ms, expected) => {
    const { due, tick } = timer({ msUntilDue: async () => ms, minMs: 10_000, maxMs: 300_000 });

    due.start();
    await pass(expected - 10);
    expect(tick).toHaveBeenCalledTimes(1);
    await pass(20);

    expect(tick).toHaveBeenCalledTimes(2);
    await due.stop();
  });

  it('sleeps for good when nothing is due and nobody says a word', async () => {
    const { due, tick } = timer();

    due.start();
    await pass(10 * 24 * 3_600_000);

    expect(tick).toHaveBeenCalledTimes(1);
    await due.stop();
  });

  it('looks when it is told, and when it may have missed something, and not for what is no concern of it', async () => {
    const { due, tick, say } = timer();
    due.start();
    await pass(0);

    say({ k: 'work' });
    await pass(0);
    expect(tick).toHaveBeenCalledTimes(1);
    say({ k: 'due' });
    await pass(0);
    say({ k: 'resync' });
    await pass(0);

    expect(tick).toHaveBeenCalledTimes(3);
    await due.stop();
  });

  it('looks once more, however often it is told while it works', async () => {
    const gate = new Gate();
    const { due, tick, say } = timer({ tick: async () => gate.pass().then(() => 1) });
    due.start();
    await gate.reached;

    for (let n = 0; n < 5; n++) say({ k: 'due' });
    gate.open();
    await pass(0);

    expect(tick).toHaveBeenCalledTimes(2);
    await due.stop();
  });

  it('waits longer each time it fails, and is quick again afterwards', async () => {
    const looks: number[] = [];
    const { due } = timer({
      tick: async () => {
        looks.push(Date.now());
        if (looks.length <= 8) throw new Error('no');
        return 0;
      },
      msUntilDue: async () => 100,
    });

    due.start();
    await pass(200_000);
    await due.stop();

    const pauses = looks.slice(1, 11).map((at, n) => Math.round((at - (looks[n] ?? 0)) / 100) * 100);
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 100, 100]);
  });

  it('stops after what is under way, which is told, and hears nothing any more', async () => {
    const gate = new Gate();
    const aborted: boolean[] = [];
    const { due, tick, say, listeners } = timer({
      tick: async (signal) => {
        await gate.pass();
        aborted.push(signal.aborted);
        return 0;
      },
    });
    due.start();
    await gate.reached;

    const stopped = due.stop();
    say({ k: 'due' });
    gate.open();
    await stopped;
    await pass(100_000);

    expect(aborted).toEqual([true]);
    expect(tick).toHaveBeenCalledTimes(1);
    expect(listeners.size).toBe(0);
  });
});
