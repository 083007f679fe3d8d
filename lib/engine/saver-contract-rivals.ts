import { beforeEach, describe, expect, test } from 'vitest';
import { NULL_TASK_ID, RESUME } from './constants';
import type { BaseCheckpointSaver, Checkpoint, CheckpointTuple, PendingWrite, RunnableConfig } from './types';

const THREAD = '0b0b0b0b-0000-4000-8000-000000000003';
const TASK = '33333333-3333-5333-8333-333333333333';

export type Rivals = readonly [BaseCheckpointSaver, BaseCheckpointSaver];

/**
 * What every saver must do when two write to one thread. `createRivals` gives two savers for a thread without checkpoints, each as
 * a process has it that takes the thread for its own. Which of them may write is up to the saver; it is never both.
 */
export function describeRivals(createRivals: (threadId: string) => Promise<Rivals>): void {
  describe('of two writers at the same time', () => {
    let rivals: Rivals;
    beforeEach(async () => {
      rivals = await createRivals(THREAD);
    });
    /** As whoever may write sees it. */
    const read = async (at: RunnableConfig): Promise<CheckpointTuple | undefined> => rivals[0].getTuple(at);

    test('one puts the first checkpoint of a thread', async () => {
      const ends = await bothPut(rivals, { head: null });

      expect(ends.errors).toHaveLength(1);
      expect((await read(at()))?.checkpoint.id).toBe(ends.stored[0]);
    });

    test('one goes on from the head, with all that belongs to it, and of the other nothing is stored', async () => {
      await put(rivals[0], { id: idOf(1), head: null });
      const ends = await bothPut(rivals, { parent: idOf(1), head: idOf(1), writes: ['mine'] });

      expect(ends.errors).toHaveLength(1);
      const [winner = ''] = ends.stored;
      expect(await read(at())).toMatchObject({ checkpoint: { id: winner, channel_values: { a: winner } } });
      expect(await read(at(winner === idOf(2) ? idOf(3) : idOf(2)))).toBeUndefined();
      expect((await read(at(idOf(1))))?.pendingWrites).toEqual([[TASK, 'a', `mine ${winner}`]]);
    });

    test('one gives a Command at a checkpoint, and its answers stay', async () => {
      await put(rivals[0], { id: idOf(1), head: null });
      const give = (saver: BaseCheckpointSaver, answer: string) =>
        saver.putWrites(
          at(idOf(1)),
          [
            [RESUME, { q: [answer] }],
            ['a', answer],
          ],
          NULL_TASK_ID,
        );

      const ends = await Promise.allSettled([give(rivals[0], 'yes'), give(rivals[1], 'no')]);

      expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(1);
      const answer = ends[0].status === 'fulfilled' ? 'yes' : 'no';
      expect((await read(at(idOf(1))))?.pendingWrites).toEqual([
        [NULL_TASK_ID, RESUME, { q: [answer] }],
        [NULL_TASK_ID, 'a', answer],
      ]);
    });

    test('both may have executed a task: what one of them wrote is kept, and never a mixture', async () => {
      await put(rivals[0], { id: idOf(1), head: null });
      const short: PendingWrite[] = [['a', 'short']];
      const long: PendingWrite[] = [
        ['a', 'long'],
        ['branch:to:b', 'long'],
      ];

      await Promise.allSettled([
        rivals[0].putWrites(at(idOf(1)), short, TASK),
        rivals[1].putWrites(at(idOf(1)), long, TASK),
      ]);

      const kept = (await read(at(idOf(1))))?.pendingWrites?.map(([, channel, value]) => [channel, value]);
      expect([short, long]).toContainEqual(kept);
    });
  });

  test('who writes alone may branch off from any checkpoint, and branches keep their own values', async () => {
    const [saver] = await createRivals(THREAD);
    await put(saver, { id: idOf(1), head: null });
    await put(saver, { id: idOf(2), parent: idOf(1), head: idOf(1) });

    await put(saver, { id: idOf(3), parent: idOf(1), head: idOf(2) });

    const valueAt = async (id: string) => (await saver.getTuple(at(id)))?.checkpoint.channel_values.a;
    expect([await valueAt(idOf(1)), await valueAt(idOf(2)), await valueAt(idOf(3))]).toEqual([
      idOf(1),
      idOf(2),
      idOf(3),
    ]);
    expect((await saver.getTuple(at()))?.parentConfig).toEqual(at(idOf(1)));
  });
}

interface Put {
  id: string;
  parent?: string;
  head: string | null;
  /** What a task has written beside the parent. */
  writes?: readonly string[];
}

function put(saver: BaseCheckpointSaver, { id, parent, head, writes = [] }: Put): Promise<RunnableConfig> {
  const version = `1.${id}`;
  const checkpoint: Checkpoint = {
    ...{ v: 4, id, ts: '2026-11-20T00:00:00.000Z', versions_seen: {} },
    ...{ channel_values: { a: id }, channel_versions: { a: version } },
  };
  if (!saver.putStep) throw new Error('A saver that is to choose between two writers must know steps.');
  return saver.putStep(at(parent), {
    writes: writes.length > 0 ? [[TASK, writes.map((value): PendingWrite => ['a', `${value} ${id}`])]] : [],
    ...{ checkpoint, metadata: { source: 'loop', step: 0, parents: {} }, newVersions: { a: version }, head },
  });
}

async function bothPut(rivals: Rivals, options: Omit<Put, 'id'>) {
  const ids = [idOf(2), idOf(3)];
  const ends = await Promise.allSettled(rivals.map((saver, n) => put(saver, { ...options, id: ids[n] ?? '' })));
  return {
    stored: ids.filter((_, n) => ends[n]?.status === 'fulfilled'),
    errors: ends.filter(({ status }) => status === 'rejected'),
  };
}

function idOf(n: number): string {
  return `1f0c0000-0000-6${String(n).padStart(3, '0')}-8000-000000000000`;
}

function at(id?: string): RunnableConfig {
  return { configurable: { thread_id: THREAD, checkpoint_ns: '', ...(id !== undefined && { checkpoint_id: id }) } };
}
