import { describe, expect, test } from 'vitest';
import { crashEverywhere } from '#lib/testing/graphs/crash-everywhere';
import { EVERYTHING, EVERYTHING_ELSE } from '#lib/testing/graphs/everything';
import { randomPlans } from '#lib/testing/graphs/random-plans';
import { type BaseCheckpointSaver, type Durability, MemorySaver } from './index';

/** A saver that is given the writes of a superstep and its checkpoint one by one. */
function saverWithoutSteps(): BaseCheckpointSaver {
  const inner = new MemorySaver();
  return {
    getTuple: (config) => inner.getTuple(config),
    list: (config, options) => inner.list(config, options),
    // biome-ignore lint/complexity/useMaxParams: LangGraph's savers have this shape.
    put: (config, checkpoint, metadata, versions) => inner.put(config, checkpoint, metadata, versions),
    putWrites: (config, writes, taskId) => inner.putWrites(config, writes, taskId),
    deleteThread: (threadId) => inner.deleteThread(threadId),
  };
}

let threads = 0;

/** In this process, but only what a saver has stored is left of a run that died. */
const stored = (open: () => BaseCheckpointSaver) => async () => {
  const saver = open();
  return { threadId: `crash-${++threads}`, isFenced: false, open: async () => saver };
};

const TIMEOUT_MS = 120_000;

describe('a run that dies before or after any of its writes ends as if it had not', () => {
  test.each<[string, () => BaseCheckpointSaver]>([
    ['a saver that stores steps', () => new MemorySaver()],
    ['a saver that stores writes and checkpoints one by one', saverWithoutSteps],
  ])(
    'with %s',
    async (_name, open) => {
      await crashEverywhere({ plan: EVERYTHING, newStorage: stored(open) });
    },
    TIMEOUT_MS,
  );

  test.each<Durability>(['async', 'exit'])(
    'stored as %s',
    async (durability) => {
      await crashEverywhere({ plan: EVERYTHING, newStorage: stored(() => new MemorySaver()), durability });
    },
    TIMEOUT_MS,
  );

  test.each<Durability>(['sync', 'async'])(
    'at error handlers, breakpoints and graphs that remember, stored as %s',
    async (durability) => {
      await crashEverywhere({ plan: EVERYTHING_ELSE, newStorage: stored(() => new MemorySaver()), durability });
    },
    TIMEOUT_MS,
  );

  test(
    'also when the next processes die, too',
    async () => {
      await crashEverywhere({ plan: EVERYTHING_ELSE, newStorage: stored(() => new MemorySaver()), again: 2 });
    },
    TIMEOUT_MS,
  );

  test(
    'whatever its graph',
    async () => {
      const plans = await randomPlans(1, 4);
      expect(plans).toHaveLength(4);
      for (const plan of plans) await crashEverywhere({ plan, newStorage: stored(() => new MemorySaver()) });
    },
    TIMEOUT_MS,
  );
});
