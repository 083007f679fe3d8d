import { Prisma, type Run } from '#lib/store/generated/client';
import { toWire } from '#lib/store/to-wire';
import { decodeValue } from '#lib/store/value-codec';
import type { Holdpoint } from '../holdpoint';
import { valuesLeft } from '../thread-values';

/** A run as clients of the API know it. */
export type DescribeRun = (run: Run) => object;

/**
 * What LangGraph's API sends to the address that a run names: the run, when it began and ended, and the values it left. Null when
 * the run is gone.
 */
export async function runEndBody(
  { db }: Holdpoint,
  { runId, describeRun }: { runId: string; describeRun: DescribeRun },
): Promise<string | null> {
  const run = await db.prisma.run.findUnique({ where: { id: runId } });
  const [left] = await db.sql.$queryRaw<{ values: string | null }[]>`
    SELECT (${Prisma.sql`${valuesLeft()}`}) AS values FROM runs r WHERE r.id = ${runId}::uuid`;
  if (!run || !left) return null;
  return toWire({
    ...describeRun(run),
    run_started_at: run.startedAt,
    run_ended_at: run.endedAt,
    webhook_sent_at: new Date(),
    values: left.values === null ? null : decodeValue(left.values),
    ...(run.error !== null && { error: run.error }),
  });
}
