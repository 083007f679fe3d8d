import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Gate } from '#lib/testing/gate';
import { Lookout } from './lookout';

afterEach(() => {
  vi.useRealTimers();
});

const LONG = 1_000_000;

describe('a lookout', () => {
  it('sleeps as long as the last look said', async () => {
    vi.useFakeTimers();
    const around = vi.fn(async () => 50);
    const lookout = new Lookout(around);

    lookout.look();
    await vi.advanceTimersByTimeAsync(49);
    expect(around).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(5);
    expect(around).toHaveBeenCalledTimes(2);
    await lookout.stop();
  });

  it('looks once more when it was told to while it looked, however often', async () => {
    const gates = [new Gate(), new Gate(), new Gate()];
    let looks = 0;
    const lookout = new Lookout(async () => {
      await gates[looks++]?.pass();
      return LONG;
    });

    lookout.look();
    for (let i = 0; i < 3; i++) lookout.look();
    for (const gate of gates) gate.open();
    await turn();

    expect(looks).toBe(2);
    await lookout.stop();
  });

  it.each([0, 1, 2, 3, 4, 5, 6])('misses nothing that comes %i steps after a look has ended', async (steps) => {
    const ended = new Gate();
    const around = vi.fn(async () => {
      await ended.pass();
      return LONG;
    });
    const lookout = new Lookout(around);
    lookout.look();
    await ended.reached;

    ended.open();
    for (let i = 0; i < steps; i++) await undefined;
    lookout.look();
    await turn();

    expect(around).toHaveBeenCalledTimes(2);
    await lookout.stop();
  });

  it('ends after the look under way, and looks no more', async () => {
    const gate = new Gate();
    let looks = 0;
    const lookout = new Lookout(async () => {
      looks++;
      await gate.pass();
      return 0;
    });
    lookout.look();
    lookout.look();

    const stopped = lookout.stop();
    expect(await Promise.race([stopped.then(() => 'stopped'), turn('looking')])).toBe('looking');
    gate.open();
    await stopped;
    lookout.look();
    await turn();

    expect(looks).toBe(1);
  });
});
