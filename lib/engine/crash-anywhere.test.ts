import { describe, expect, test } from 'vitest';
import { crashEverywhere } from '#lib/testing/graphs/crash-everywhere';
import { EVERYTHING } from '#lib/testing/graphs/everything';
import { randomPlans } from '#lib/testing/graphs/random-plans';
import { type BaseCheckpointSaver, type Durability, MemorySaver } from './index';

/** A saver that stores a superstep in one piece. */
function saverOfSteps(): BaseCheckpointSaver {
  const inner = new MemorySaver();
  return {
    getTuple: (config) => inner.getTuple(config),
    list: (config, options) => inner.list(config, options),
    // biome-ignore lint/complexity/useMaxParams: LangGraph's savers have this shape.
    put: (config, checkpoint, metadata, versions) => inner.put(config, checkpoint, metadata, versions),
    putWrites: (config, writes, taskId) => inner.putWrites(config, writes, taskId),
    putStep: async (config, { writes, checkpoint, metadata, newVersions }) => {
      for (const [taskId, list] of writes) await inner.putWrites(config, [...list], taskId);
      return inner.put(config, checkpoint, metadata, newVersions);
    },
    deleteThread: (threadId) => inner.deleteThread(threadId),
  };
}

let threads = 0;

/** In this process, but only what a saver has stored is left of a run that died. */
const stored = (open: () => BaseCheckpointSaver) => async () => {
  const saver = open();
  return { threadId: `crash-${++threads}`, open: async () => saver };
};

const TIMEOUT_MS = 120_000;

describe('a run that dies before or after any of its writes ends as if it had not', () => {
  test.each<[string, () => BaseCheckpointSaver]>([
    ['a saver that stores steps', saverOfSteps],
    ['a saver that stores writes and checkpoints one by one', () => new MemorySaver()],
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
      await crashEverywhere({ plan: EVERYTHING, newStorage: stored(saverOfSteps), durability });
    },
    TIMEOUT_MS,
  );

  test(
    'whatever its graph',
    async () => {
      const plans = await randomPlans(1, 6);
      expect(plans).toHaveLength(6);
      for (const plan of plans) await crashEverywhere({ plan, newStorage: stored(saverOfSteps) });
    },
    TIMEOUT_MS,
  );
});
