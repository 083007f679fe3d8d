import { runSql } from '../run-sql';

const QUERIES = {
  runs: `SELECT id, thread_id, seq, kind, status, attempt, worker_id, available_at, due_at, on_pending_interrupt,
    clock_timestamp() AS now FROM runs WHERE status IN ('pending', 'running') ORDER BY seq`,
  questions: `SELECT id, thread_id, run_id, node, answer_run_id FROM interrupts WHERE outcome = 'pending'`,
  threads: `SELECT id, status FROM threads WHERE status NOT IN ('idle', 'error')`,
  connections: `SELECT pid, application_name, state, wait_event_type, wait_event, now() - state_change AS since, left(query, 200) AS query
    FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'holdpoint' AND state <> 'idle'`,
};

/** What has not come to its end, and what the database's connections are doing about it. */
export async function describeUnfinished(url: string): Promise<string> {
  const parts = Object.entries(QUERIES).map(async ([name, query]) => {
    const { rows } = await runSql(url, query);
    return [name, ...rows.map((row) => `  ${JSON.stringify(row)}`)].join('\n');
  });
  return (await Promise.all(parts)).join('\n');
}
