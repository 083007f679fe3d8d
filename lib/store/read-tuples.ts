import {
  type Checkpoint,
  type CheckpointMetadata,
  type CheckpointTuple,
  type RunnableConfig,
  setValue,
} from '#lib/engine';
import type { Prisma } from './generated/client';
import type { KeptHead } from './kept-heads';
import { KeptValue } from './kept-value';
import { type CheckpointPlace, newestOf } from './select-checkpoints';
import type { Sql } from './sql';
import { openLine, valueText } from './stored-values';
import { decodeValue } from './value-codec';

interface Row {
  kind: 'checkpoint' | 'value' | 'write';
  thread_id: string;
  ns: string;
  checkpoint_id: string;
  /** The checkpoint's commit order, the same on all its rows. */
  position: bigint;
  /** Parent, channel or task. */
  name: string | null;
  /** Metadata, the line that a value ends, or channel. */
  detail: string | null;
  value: string | null;
}

interface StoredValue {
  kept: KeptValue;
  openLine: string | null;
}

/** A checkpoint whose values are made when they are read. */
export interface ReadTuple {
  tuple: CheckpointTuple;
  /** By channel, how its value is stored. */
  stored: Map<string, StoredValue>;
}

/** A page of checkpoints with their values and pending writes, newest first. `selection` is SQL that yields rows of the table. */
export async function readTuples(
  sql: Sql,
  selection: Prisma.Sql,
): Promise<{ position: bigint; tuple: CheckpointTuple }[]> {
  return (await readGroups(sql, selection)).map((group) => {
    const values = valuesOf(group).map(({ name, value }) => [name, decodeRequired(value)]);
    return { position: group[0].position, tuple: toTuple(group, Object.fromEntries(values)) };
  });
}

/** The checkpoint at a place. Of one that is `known`, the values are not read again, but what else may have changed is. */
export async function readTuple(sql: Sql, place: CheckpointPlace, known?: KeptHead): Promise<ReadTuple | undefined> {
  const [group] = await readGroups(sql, newestOf(place), known);
  if (!group) return undefined;
  const stored = new Map<string, StoredValue>();
  const values: Checkpoint['channel_values'] = {};
  for (const { name, detail, value } of valuesOf(group)) {
    const kept = value === null ? known?.values.get(name ?? '') : KeptValue.of(value);
    if (!kept) return readTuple(sql, place);
    stored.set(name ?? '', { kept, openLine: detail });
    setValue(values, name ?? '', kept.held());
  }
  return { tuple: toTuple(group, values), stored };
}

/** In one query. Values of the checkpoint that is `known` come without their text. */
async function readGroups(sql: Sql, selection: Prisma.Sql, known?: KeptHead): Promise<Group[]> {
  const rows = await sql.$queryRaw<Row[]>`
    WITH head AS MATERIALIZED (${selection}),
    parts AS (
      SELECT 0 AS part, 'checkpoint' AS kind, thread_id, ns, id AS checkpoint_id, seq AS position, parent_id AS name,
        metadata::text AS detail, body::text AS value, 0 AS write_seq
      FROM head
      UNION ALL
      SELECT 1, 'value', head.thread_id, head.ns, head.id, head.seq, version.key, v.open_line, v.text, 0
      FROM head, json_each_text(head.body -> 'channel_versions') version, LATERAL (
        -- OFFSET keeps this a look-up per channel, however many versions the thread has.
        SELECT CASE WHEN head.id = ${known?.id ?? null}::text AND head.body ->> 'ts' = ${known?.ts ?? null}::text THEN NULL ELSE ${valueText('v')} END AS text,
          ${openLine('v')} AS open_line FROM channel_values v
        WHERE v.thread_id = head.thread_id AND v.ns = head.ns AND v.channel = version.key AND v.version = version.value AND v.value IS NOT NULL OFFSET 0) v
      UNION ALL
      SELECT 2, 'write', head.thread_id, head.ns, head.id, head.seq, w.task_id, w.channel, w.value::text, w.seq
      FROM head, LATERAL (
        -- Of a regular write the oldest row counts, of a special one the newest.
        SELECT DISTINCT ON (task_id, idx) task_id, channel, value, seq FROM checkpoint_writes w
        WHERE w.thread_id = head.thread_id AND w.ns = head.ns AND w.checkpoint_id = head.id
        ORDER BY task_id, idx, CASE WHEN idx < 0 THEN -seq ELSE seq END) w)
    SELECT kind, thread_id::text, ns, checkpoint_id, position, name, detail, value FROM parts
    ORDER BY position DESC, part, write_seq`;
  return groupByCheckpoint(rows);
}

/** The checkpoint's own row comes first. */
type Group = [Row, ...Row[]];

function groupByCheckpoint(rows: Row[]): Group[] {
  const groups: Group[] = [];
  for (const row of rows) {
    if (row.kind === 'checkpoint') groups.push([row]);
    else groups.at(-1)?.push(row);
  }
  return groups;
}

function valuesOf(group: Group): Row[] {
  return group.filter(({ kind }) => kind === 'value');
}

function toTuple([head, ...parts]: Group, values: Checkpoint['channel_values']): CheckpointTuple {
  const { thread_id, ns, checkpoint_id, name: parentId } = head;
  // What putCheckpoints wrote there.
  const body = decodeRequired(head.value) as Omit<Checkpoint, 'channel_values'>;
  const writes = parts.filter(({ kind }) => kind === 'write');
  return {
    config: configOf(thread_id, ns, checkpoint_id),
    checkpoint: { ...body, channel_values: values },
    metadata: decodeRequired(head.detail) as CheckpointMetadata, // as above
    ...(parentId !== null && { parentConfig: configOf(thread_id, ns, parentId) }),
    pendingWrites: writes.map(({ name, detail, value }) => [name ?? '', detail ?? '', decodeRequired(value)]),
  };
}

export function configOf(threadId: string, ns: string, checkpointId: string): RunnableConfig {
  return { configurable: { thread_id: threadId, checkpoint_ns: ns, checkpoint_id: checkpointId } };
}

/** These columns are null only where the query leaves the row out. */
function decodeRequired(text: string | null): unknown {
  return decodeValue(text ?? 'null');
}
