import type { ClientBase } from 'pg';
import type { Arranged } from './arrange-cases';
import { CASES } from './cases';

/** What a run made or was given carries its age: the columns that hold a moment, and the run they belong to. */
const MOMENTS: [table: string, run: string, columns: string[]][] = [
  ['runs', 'id', ['created_at', 'updated_at', 'started_at', 'ended_at', 'available_at']],
  ['checkpoints', 'run_id', ['created_at']],
  ['interrupts', 'run_id', ['created_at']],
  ['interrupts', 'answer_run_id', ['decided_at']],
  ['decisions', 'run_id', ['at']],
];

/** Lists that are in the order of a number: it has to be that of time again. Far above those that were given. */
const NUMBERED: [table: string, column: string, moment: string][] = [
  ['runs', 'seq', 'created_at'],
  ['decisions', 'id', 'at'],
];

/** Moves what was arranged into the past, each run by its age: nothing happens in an office all at once. */
export async function ageCases(database: ClientBase, { ages, threads, questions }: Arranged): Promise<void> {
  await database.query('CREATE TEMP TABLE ages (run uuid PRIMARY KEY, by interval NOT NULL)');
  for (const [run, minutes] of ages) {
    await database.query('INSERT INTO ages VALUES ($1, make_interval(mins => $2))', [run, minutes]);
  }
  for (const [table, run, columns] of MOMENTS) {
    const moved = columns.map((column) => `${column} = row.${column} - ages.by`).join(', ');
    await database.query(`UPDATE ${table} row SET ${moved} FROM ages WHERE row.${run} = ages.run`);
  }
  await database.query(
    `UPDATE checkpoints SET body = jsonb_set(body::jsonb, '{ts}', to_jsonb(to_char(created_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))::json`,
  );
  for (const [table, column, moment] of NUMBERED) {
    await database.query(
      `UPDATE ${table} row SET ${column} = placed.place + 1000000
       FROM (SELECT ${column} AS former, row_number() OVER (ORDER BY ${moment}, ${column}) AS place FROM ${table}) placed
       WHERE placed.former = row.${column}`,
    );
  }
  await database.query(
    `UPDATE threads t SET created_at = r.oldest, updated_at = r.newest, state_updated_at = r.newest
     FROM (SELECT thread_id, min(created_at) AS oldest, max(coalesce(ended_at, created_at)) AS newest FROM runs GROUP BY 1) r
     WHERE r.thread_id = t.id AND t.id = ANY($1)`,
    [Object.values(threads)],
  );
  await shareOut(database, questions);
}

/** Who deals with what, and what was said about it. */
async function shareOut(database: ClientBase, questions: Arranged['questions']): Promise<void> {
  for (const [key, { claimedBy, assignee, comment }] of Object.entries(CASES)) {
    const id = questions[key];
    if (claimedBy) {
      // For longer than a claim lasts: the pictures are taken within it.
      await database.query(
        `UPDATE interrupts SET claimed_by = $2, claimed_until = now() + interval '1 hour' WHERE id = $1`,
        [id, claimedBy],
      );
    }
    if (assignee) await database.query('UPDATE interrupts SET assignee = $2 WHERE id = $1', [id, assignee]);
    if (comment) {
      const { by, text, age } = comment;
      await database.query(
        `INSERT INTO comments (interrupt_id, author, text, created_at) VALUES ($1, $2, $3, now() - make_interval(mins => $4))`,
        [id, by, text, age],
      );
    }
  }
}
