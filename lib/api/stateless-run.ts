import { v7 } from 'uuid';
import { createRun } from '#lib/runs/create-run';
import { waitForRun } from '#lib/runs/events';
import type { Holdpoint } from '#lib/runs/holdpoint';
import type { ReceivedRun } from '#lib/runs/insert-run';
import { logger } from '#lib/runs/logger';
import { deleteThread } from '#lib/runs/threads';
import { runRequest } from './run-request';
import type { RunCreate } from './schemas/run-schemas';

/** Starts a run on a thread of its own, which `on_completion: keep` keeps. */
export function createStatelessRun(hp: Holdpoint, body: RunCreate, actor: string | undefined): Promise<ReceivedRun> {
  const request = runRequest(body, { threadId: v7(), actor });
  const isTemporary = body.on_completion !== 'keep';
  return createRun(hp, {
    ...request,
    ifNotExists: 'create',
    kwargs: { ...request.kwargs, ...(isTemporary && { temporary: true }) },
  });
}

/**
 * Deletes the thread of a stateless run once the run is over, unless it was to be kept. A run that pauses keeps its thread
 * too: its question waits for somebody. Where nobody calls this, retention deletes the thread.
 */
export async function deleteStatelessThread(
  hp: Holdpoint,
  { run, body }: { run: ReceivedRun; body: RunCreate },
): Promise<void> {
  // Whoever is told of its end is told what it left, so that waits for retention.
  if (body.on_completion === 'keep' || body.webhook !== undefined) return;
  try {
    const outcome = await waitForRun(hp.db, { runId: run.id });
    if (outcome?.stopReason !== 'paused') await deleteThread(hp, run.threadId);
  } catch (error) {
    logger().warn({ err: error, thread_id: run.threadId }, 'the thread of a stateless run could not be deleted');
  }
}
