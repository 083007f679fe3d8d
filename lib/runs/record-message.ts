import { Prisma } from '#lib/store/generated/client';
import { encodeValue } from '#lib/store/value-codec';
import type { RunDraft } from './draft-run';

/** SQL: the common table expression `recorded`: the run in the table expression `run` is a person's message, as the audit trail has it. */
export function recordMessage(run: Prisma.Sql, draft: RunDraft): Prisma.Sql {
  const { isRetry, title, multitaskStrategy, note } = draft;
  const detail = JSON.stringify({ multitask_strategy: multitaskStrategy, ...(note && { note }) });
  return Prisma.sql`
    recorded AS (
      INSERT INTO decisions (thread_id, graph_id, kind, actor, run_id, value, detail)
      SELECT thread_id, graph_id, ${isRetry ? 'retry' : 'message'}, created_by, id, ${title === null ? null : encodeValue(title)}::json,
        ${detail}::jsonb FROM ${run} AS run)`;
}
