import { runSql } from '../run-sql';

// PostgreSQL's log grows by files of 16 MB; it goes down when it cannot make the next one.

/** From here on there is room for 16 MB of log, however full the disk is. */
export async function beginLogSegment(url: string): Promise<void> {
  await runSql(url, 'SELECT pg_switch_wal()');
  await runSql(url, `SELECT pg_logical_emit_message(true, 'test', 'the file is made when something is written')`);
}

/** Writes until the next file cannot be made. */
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
