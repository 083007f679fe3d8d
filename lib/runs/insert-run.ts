import type { Assistant, Run, Thread } from '#lib/store/generated/client';
import { encodeValue } from '#lib/store/value-codec';
import type { RunDraft } from './draft-run';
import { mergeConfigs, type RunConfig } from './run-kwargs';
import type { Transaction } from './transaction';

/**
 * Puts a run at the end of its thread's queue, with the configuration it will be executed with: the assistant's, then the
 * thread's, then its own. `clock_timestamp()`, not `now()`: under the thread's lock it orders runs as they were received.
 */
export async function insertRun(
  tx: Transaction,
  on: { draft: RunDraft; assistant: Assistant; thread: Thread },
): Promise<Run> {
  const { draft, assistant, thread } = on;
  const config = mergeConfigs(configOf(assistant), configOf(thread), draft.kwargs.config);
  const kwargs = encodeValue({ ...draft.kwargs, config, context: draft.kwargs.context ?? assistant.context });
  const metadata = JSON.stringify({ ...metadataOf(assistant), ...metadataOf(thread), ...draft.metadata });
  await tx.$executeRaw`
    INSERT INTO runs (id, thread_id, assistant_id, graph_id, kind, multitask_strategy, on_pending_interrupt, input, command, kwargs,
      metadata, created_by, available_at, created_at, updated_at)
    SELECT ${draft.runId}::uuid, ${thread.id}::uuid, ${assistant.id}::uuid, ${assistant.graphId}, ${draft.kind}::"RunKind",
      ${draft.multitaskStrategy}::"MultitaskStrategy", ${draft.onPendingInterrupt}::"OnPendingInterrupt", ${draft.input}::json,
      ${draft.command ? encodeValue(draft.command) : null}::json, ${kwargs}::json, ${metadata}::jsonb, ${draft.actor},
      t.now + make_interval(secs => ${draft.afterSeconds}::float8), t.now, t.now
    FROM (SELECT clock_timestamp() AS now) t`;
  await tx.$executeRaw`
    UPDATE threads SET graph_id = ${assistant.graphId}, assistant_id = ${assistant.id}::uuid, title = coalesce(title, ${draft.title}),
      metadata = metadata || jsonb_build_object('graph_id', ${assistant.graphId}::text, 'assistant_id', ${assistant.id}::text)
    WHERE id = ${thread.id}::uuid`;
  return tx.run.findUniqueOrThrow({ where: { id: draft.runId } });
}

function configOf(owner: Assistant | Thread): RunConfig | undefined {
  return asObject(owner.config);
}

function metadataOf(owner: Assistant | Thread): Record<string, unknown> {
  const { created_by: _createdBy, ...metadata } = asObject(owner.metadata) ?? {};
  return metadata;
}

function asObject(json: unknown): Record<string, unknown> | undefined {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : undefined;
}
