import type { ClientBase } from 'pg';
import type { Templates } from './make-templates';

/** One thread in a hundred waits at a question, one in twenty answered one. */
const KIND = `CASE WHEN n % 100 = 0 THEN $3::uuid WHEN n % 20 = 1 THEN $4::uuid ELSE $5::uuid END`;
/** The threads are this far apart in time, the last one from now. */
const SPACING = '30 seconds';
const BATCH = 20_000;

interface Table {
  name: string;
  /** The thread a row belongs to. */
  thread: string;
  /** What a copy has of its own; `row` is the original, `c` the copy's thread. */
  own: Record<string, string>;
  /** In which order copies are written, after that of their threads. */
  order?: string;
}

/** Ids of a copy follow from its thread and the original's id, so that references lead to the copy. */
const idOf = (column: string) => `md5(c.thread_id::text || row.${column}::text)`;
const uuidOf = (column: string) => `${idOf(column)}::uuid`;
const next = (table: string, column: string) => `nextval(pg_get_serial_sequence('${table}', '${column}'))`;

const TABLES: Table[] = [
  {
    name: 'threads',
    thread: 'id',
    own: {
      id: 'c.thread_id',
      title: `row.title || ' ' || c.n`,
      metadata: `row.metadata || jsonb_build_object('n', c.n, 'customer', 'c' || c.n % 1000)`,
    },
  },
  {
    name: 'runs',
    thread: 'thread_id',
    own: { id: uuidOf('id'), seq: next('runs', 'seq') },
    order: 'row.seq',
  },
  { name: 'checkpoints', thread: 'thread_id', own: { seq: next('checkpoints', 'seq') }, order: 'row.seq' },
  { name: 'channel_values', thread: 'thread_id', own: {}, order: 'row.channel, row.version' },
  { name: 'checkpoint_writes', thread: 'thread_id', own: { seq: next('checkpoint_writes', 'seq') }, order: 'row.seq' },
  { name: 'interrupts', thread: 'thread_id', own: { id: idOf('id'), answer_run_id: uuidOf('answer_run_id') } },
  {
    name: 'decisions',
    thread: 'thread_id',
    own: { id: next('decisions', 'id'), interrupt_id: idOf('interrupt_id') },
    order: 'row.id',
  },
];

/** Copies the templates until there are `total` threads; `from` are there already. Every row is what the server would write. */
export async function copyThreads(
  database: ClientBase,
  { templates, from, total }: { templates: Templates; from: number; total: number },
): Promise<void> {
  // References are right by construction, and checking thirty million of them is not what is measured.
  await database.query(`SET session_replication_role = replica`);
  await database.query(`SET synchronous_commit = off`);
  await database.query(`CREATE TEMP TABLE IF NOT EXISTS copies (n int, template uuid, thread_id uuid, age interval)`);
  for (let first = from; first < total; first += BATCH) {
    const last = Math.min(first + BATCH, total) - 1;
    await database.query('TRUNCATE copies');
    await database.query(
      `INSERT INTO copies SELECT n, ${KIND}, uuidv7(-age), age
        FROM (SELECT n, ($6::int - n) * interval '${SPACING}' AS age FROM generate_series($1::int, $2::int) n) s ORDER BY n`,
      [first, last, templates.waiting, templates.answered, templates.done, total],
    );
    for (const table of TABLES) await database.query(await copySql(database, table));
    await database.query(copyEventsSql());
  }
  await database.query('RESET session_replication_role');
}

async function copySql(database: ClientBase, { name, thread, own, order = 'row' }: Table): Promise<string> {
  const { rows } = await database.query<{ column_name: string; data_type: string }>(
    `SELECT column_name, data_type FROM information_schema.columns WHERE table_name = $1 AND table_schema = 'public'`,
    [name],
  );
  const columns = rows.map((row) => row.column_name);
  const moments = rows.filter((row) => row.data_type === 'timestamp with time zone').map((row) => row.column_name);
  const changes: Record<string, string> = {
    ...Object.fromEntries(moments.map((column) => [column, `row.${column} - c.age`])),
    ...(columns.includes('run_id') && { run_id: uuidOf('run_id') }),
    ...(thread === 'thread_id' && { thread_id: 'c.thread_id' }),
    ...own,
  };
  const values = columns.map((column) => changes[column] ?? `row.${column}`);
  const sorted = order === 'row' ? 'c.n' : `c.n, ${order}`;
  // A sequence must count after the rows were put in order.
  const lateral = values.map((value, at) => (value.startsWith('nextval') ? value : `s.v${at}`));
  const inner = values.map((value, at) => (value.startsWith('nextval') ? `NULL AS v${at}` : `${value} AS v${at}`));
  return `INSERT INTO ${name} (${columns.join(', ')}) SELECT ${lateral.join(', ')} FROM (
    SELECT ${inner.join(', ')} FROM copies c JOIN ${name} row ON row.${thread} = c.template ORDER BY ${sorted}) s`;
}

/** Events belong to runs, not to threads. */
function copyEventsSql(): string {
  return `INSERT INTO run_events (run_id, seq, event, ns, data, channels, created_at)
    SELECT ${uuidOf('run_id')}, row.seq, row.event, row.ns, row.data, row.channels, row.created_at - c.age
    FROM copies c JOIN runs r ON r.thread_id = c.template JOIN run_events row ON row.run_id = r.id ORDER BY c.n, r.seq, row.seq`;
}
