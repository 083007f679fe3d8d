import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DatabaseTroubleError } from './database-trouble';
import { type Trouble, TroubleWatch } from './trouble-watch';

const full = new DatabaseTroubleError(Object.assign(new Error('could not extend file'), { code: '53100' }));
const away = new DatabaseTroubleError(new Error('Connection terminated'));

let wrong: Error | undefined;
let looks: number;
let heard: Trouble[];
let watch: TroubleWatch;

beforeEach(() => {
  vi.useFakeTimers();
  wrong = undefined;
  looks = 0;
  heard = [];
  watch = new TroubleWatch(async () => {
    looks++;
    if (wrong) throw wrong;
  });
  watch.subscribe((trouble) => heard.push(trouble));
  return () => vi.useRealTimers();
});

/** It begins, however many statements meet it. */
function meet(error: Error): void {
  wrong = error;
  for (let n = 0; n < 100; n++) watch.note(error);
}

describe('trouble', () => {
  it('is told of once when it begins and once when it is over', async () => {
    meet(full);
    await vi.advanceTimersByTimeAsync(3_600_000);
    wrong = undefined;
    await vi.advanceTimersByTimeAsync(10_000);

    expect(heard).toEqual([expect.stringContaining('disk of the database is full'), null]);
    expect(watch.trouble).toBeNull();
  });

  it('may turn into another', async () => {
    meet(full);
    wrong = away;
    await vi.advanceTimersByTimeAsync(10_000);

    expect(heard).toEqual([expect.stringContaining('full'), expect.stringContaining('does not answer')]);
  });

  it('that comes back as soon as it is over is looked at ever more rarely', async () => {
    watch.subscribe((trouble) => trouble === null && queueMicrotask(() => watch.note(full)));
    watch.note(full);

    await vi.advanceTimersByTimeAsync(3_600_000);

    expect(looks).toBeLessThan(70);
  });

  it('is not looked for while nobody meets any', async () => {
    await vi.advanceTimersByTimeAsync(3_600_000);

    expect(looks).toBe(0);
  });

  it('is not looked at any more when the watch is closed', async () => {
    meet(away);
    watch.close();
    await vi.advanceTimersByTimeAsync(60_000);

    expect(looks).toBe(0);
  });
});
