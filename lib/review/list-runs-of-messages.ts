import type { Holdpoint } from '#lib/runs/holdpoint';

/**
 * Which run brought each message of a channel, by message id: the first run at whose end the channel holds it, or that appended
 * it. Of versions that stand for themselves, one is read for each run, not one for each step.
 */
export async function listRunsOfMessages(
  { db }: Holdpoint,
  { threadId, channel }: { threadId: string; channel: string },
): Promise<Map<string, string>> {
  const rows = await db.prisma.$queryRaw<{ id: string; run_id: string }[]>`
    WITH lists AS (
      SELECT run_id, version, line, value FROM channel_values
      WHERE thread_id = ${threadId}::uuid AND ns = '' AND channel = ${channel} AND run_id IS NOT NULL
        AND json_typeof(value) = 'array'),
    brought AS (
      SELECT run_id, version, value FROM lists WHERE line IS NOT NULL
      UNION ALL (
        SELECT DISTINCT ON (run_id) run_id, version, value FROM lists WHERE line IS NULL ORDER BY run_id, version DESC))
    SELECT DISTINCT ON (id) message ->> 'id' AS id, run_id::text
    FROM brought CROSS JOIN json_array_elements(value) message
    WHERE json_typeof(message) = 'object' AND message ->> 'id' IS NOT NULL
    ORDER BY id, version`;
  return new Map(rows.map((row) => [row.id, row.run_id]));
}
