import { HoldpointError } from '#lib/errors';
import type { Run } from '#lib/store/generated/client';
import { decodeValue } from '#lib/store/value-codec';
import { createRun } from './create-run';
import type { Holdpoint } from './holdpoint';
import type { ReceivedRun } from './insert-run';
import { isRecord } from './is-record';
import type { RunKwargs } from './run-kwargs';
import { isTerminal } from './run-status';

/**
 * Goes on where a failed or stopped run left its thread, with the same assistant and configuration: finished tasks are not
 * executed again. A run that was stopped before it wrote anything is sent again.
 * @throws HoldpointError `run_not_found`, `conflict` (it has not ended, ended well, or waits for an answer)
 */
export async function retryRun(
  hp: Holdpoint,
  on: { threadId: string; runId: string; actor?: string | null },
): Promise<ReceivedRun> {
  const { threadId, runId, actor } = on;
  const run = await hp.db.prisma.run.findFirst({ where: { id: runId, threadId } });
  if (!run)
    throw new HoldpointError(
      'run_not_found',
      `Run with ID ${runId} not found on thread ${threadId}; it may have been rolled back.`,
    );
  assertRetryable(run);
  const wrote = await hp.db.prisma.checkpoint.findFirst({ where: { runId }, select: { id: true } });
  const input = run.kind === 'input' && !wrote ? await originalInput(hp, runId) : {};
  return createRun(hp, {
    threadId,
    assistantId: run.assistantId,
    ...input,
    kwargs: await kwargsOf(hp, run),
    actor,
    isRetry: true,
  });
}

/** A run that forked from an old checkpoint has its own head by now, and goes on from there. */
async function kwargsOf(hp: Holdpoint, run: Run): Promise<RunKwargs> {
  const [row] = await hp.db.prisma.$queryRaw<{ kwargs: string; began: boolean }[]>`
    SELECT kwargs::text AS kwargs, EXISTS (SELECT 1 FROM checkpoints c WHERE c.run_id = r.id) AS began FROM runs r WHERE id = ${run.id}::uuid`;
  // Written by createRun in exactly this shape.
  const kwargs = row ? (decodeValue(row.kwargs) as RunKwargs) : {};
  if (!row?.began) return kwargs;
  const { checkpoint_id: _checkpointId, ...configurable } = kwargs.config?.configurable ?? {};
  return { ...kwargs, config: { ...kwargs.config, configurable } };
}

function assertRetryable(run: Run): void {
  if (!isTerminal(run.status)) throw conflict(run, `Run ${run.id} is ${run.status}; cancel it first.`);
  if (run.status === 'success') throw conflict(run, `Run ${run.id} ended well; send a new message instead.`);
  if (run.stopReason === 'paused')
    throw conflict(run, `Run ${run.id} waits for an answer; answer its question instead.`);
}

async function originalInput(
  hp: Holdpoint,
  runId: string,
): Promise<{ input?: unknown; command?: Record<string, unknown> }> {
  const [row] = await hp.db.prisma.$queryRaw<{ input: string | null; command: string | null }[]>`
    SELECT input::text AS input, command::text AS command FROM runs WHERE id = ${runId}::uuid`;
  if (row?.input) return { input: decodeValue(row.input) };
  const command = row?.command ? decodeValue(row.command) : undefined;
  return isRecord(command) ? { command } : {};
}

function conflict({ id, status, stopReason }: Run, message: string): HoldpointError {
  return new HoldpointError('conflict', message, { details: { run_id: id, status, stop_reason: stopReason } });
}
