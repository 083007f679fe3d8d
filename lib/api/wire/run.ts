import { fromJsonColumn } from '#lib/runs/from-json-column';
import type { ReceivedRun } from '#lib/runs/insert-run';
import { isRecord } from '#lib/runs/is-record';
import type { Run } from '#lib/store/generated/client';

/** A run as clients know it, and why it stopped: `status` alone does not tell a pause from a cancellation. */
export function toWireRun(row: Pick<Run, keyof ReceivedRun>) {
  const stored = fromJsonColumn(row.kwargs);
  const { trace_context: _internal, ...kwargs } = isRecord(stored) ? stored : {};
  return {
    run_id: row.id,
    thread_id: row.threadId,
    assistant_id: row.assistantId,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    status: row.status,
    stop_reason: row.stopReason,
    metadata: row.metadata,
    multitask_strategy: row.multitaskStrategy,
    kwargs: { input: fromJsonColumn(row.input), command: fromJsonColumn(row.command), ...kwargs },
  };
}

export function runPath({ id, threadId }: Pick<Run, 'id' | 'threadId'>): string {
  return `/threads/${threadId}/runs/${id}`;
}
