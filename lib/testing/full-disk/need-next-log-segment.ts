import { runSql } from '../run-sql';

/** PostgreSQL's log grows by files of 16 MB; it goes down when it cannot make the next one. */
export async function needNextLogSegment(url: string): Promise<void> {
  const write = `SELECT pg_logical_emit_message(true, 'test', repeat('x', 4000000)), pg_switch_wal()`;
  for (;;) {
    const error: unknown = await runSql(url, write).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    const isStillUp = error === undefined || (error instanceof Error && 'code' in error && error.code === '53100');
    if (!isStillUp) return;
  }
}
