import { AsyncSaver } from './async-saver';
import { GraphValueError } from './errors';
import { ExitSaver } from './exit-saver';
import type { BaseCheckpointSaver, Durability } from './types';

export interface Durable {
  readonly saver: BaseCheckpointSaver | undefined;
  /** Stores what is not stored yet; to be called when the run has come to rest, however it did. */
  readonly settle?: () => Promise<void>;
}

/** A saver that stores when `durability` says so. */
export function withDurability(saver: BaseCheckpointSaver | undefined, durability: Durability = 'sync'): Durable {
  if (!saver || durability === 'sync') return { saver };
  const delaying = makeSaver(saver, durability);
  return { saver: delaying, settle: () => delaying.settle() };
}

/** The result of a run once what it did is stored. A run that failed is stored too. */
export async function settled<Result>(running: Promise<Result>, settle: () => Promise<void>): Promise<Result> {
  try {
    await running;
  } catch (error) {
    await settle().catch((unstored: unknown) => {
      if (unstored !== error) throw new AggregateError([error, unstored], 'The run failed, and could not be stored.');
    });
    throw error;
  }
  await settle();
  return running;
}

function makeSaver(saver: BaseCheckpointSaver, durability: 'async' | 'exit'): AsyncSaver | ExitSaver {
  switch (durability) {
    case 'async':
      return new AsyncSaver(saver);
    case 'exit':
      return new ExitSaver(saver);
    default:
      throw new GraphValueError(
        'INVALID_INPUT',
        `durability is sync, async or exit, not ${String(durability satisfies never)}.`,
      );
  }
}
