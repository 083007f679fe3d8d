import type { z } from 'zod';
import { HoldpointError } from '#lib/errors';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { viewThread } from '#lib/runs/thread-view';
import { createThread, deleteThread } from '#lib/runs/threads';
import { updateThreadState } from '#lib/runs/update-state';
import type { Supersteps, threadCreate } from './schemas/thread-schemas';
import { wireThread } from './wire/thread';

/** Creates a thread and, where supersteps are given, the history they describe; when one of them fails, there is no thread. */
export async function createWireThread(
  hp: Holdpoint,
  body: z.output<typeof threadCreate>,
  actor: string | undefined,
): Promise<string> {
  const { thread_id: threadId, metadata, if_exists: ifExists, ttl: retention, supersteps = [] } = body;
  assertReplayable(supersteps);
  const thread = await createThread(hp, { threadId, metadata, ifExists, retention });
  if (supersteps.length === 0) return wireThread(thread);
  try {
    for (const { updates } of supersteps) {
      for (const { values, as_node: asNode } of updates) {
        await updateThreadState(hp, { threadId: thread.id, values: values ?? null, asNode, actor });
      }
    }
  } catch (error) {
    await deleteThread(hp, thread.id);
    throw error;
  }
  return wireThread(await viewThread(hp, thread.id));
}

function assertReplayable(supersteps: Supersteps): void {
  const isPlain = supersteps.every(({ updates }) => updates.length === 1 && updates[0]?.command === undefined);
  if (isPlain) return;
  throw new HoldpointError(
    'invalid_request',
    'supersteps must hold one update each, with values and as_node; commands are not replayed.',
  );
}
