// How `channel_values` holds a list that grows: what is new in it, version by version. Versions that go on from each other make
// a line, which begins with one that names its base, the version it goes on from: one that stands for itself, or one inside
// another line. So a list is read in as many ranges of the primary key as it has lines, which is two for a thread that never
// branched, and nothing that is stored ever changes. Versions of a line sort as text.
import { Prisma } from './generated/client';

/** SQL: the value of row `v` of `channel_values` as JSON text, with all that it goes on from. */
export function valueText(alias: string): Prisma.Sql {
  const v = Prisma.raw(alias);
  return Prisma.sql`CASE WHEN ${v}.line IS NULL THEN ${v}.value::text ELSE (
    WITH RECURSIVE lines AS (
      SELECT ${v}.line AS line, ${v}.version AS last, 0 AS depth
      UNION ALL
      SELECT base.line, base.version, lines.depth + 1 FROM lines, LATERAL (
        -- OFFSET keeps this two look-ups, however many versions the thread has.
        SELECT base FROM channel_values WHERE thread_id = ${v}.thread_id AND ns = ${v}.ns AND channel = ${v}.channel
          AND version = lines.line OFFSET 0) first, LATERAL (
        SELECT line, version FROM channel_values WHERE thread_id = ${v}.thread_id AND ns = ${v}.ns AND channel = ${v}.channel
          AND version = first.base OFFSET 0) base)
    -- Joined as they are, by a character that JSON does not have, and made one list of in one go: to take the brackets off each
    -- of thousands, or to sort what is long, takes several times as long. OFFSET keeps both orders.
    SELECT coalesce(replace(string_agg(list.text, chr(1)), ']' || chr(1) || '[', ','), '[]')
    FROM (SELECT line, last FROM lines ORDER BY depth DESC OFFSET 0) part, LATERAL (
      SELECT piece.value::text AS text FROM channel_values piece
      WHERE piece.thread_id = ${v}.thread_id AND piece.ns = ${v}.ns AND piece.channel = ${v}.channel
        AND piece.version BETWEEN coalesce(part.line, part.last) AND part.last AND piece.line IS NOT DISTINCT FROM part.line
      ORDER BY piece.version OFFSET 0) list
    WHERE list.text <> '[]') END`;
}

/** SQL: the line that ends with row `v`. Null when it is in none, or when another version goes on from it there. */
export function openLine(alias: string): Prisma.Sql {
  const v = Prisma.raw(alias);
  return Prisma.sql`CASE WHEN ${v}.line IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM channel_values later WHERE later.thread_id = ${v}.thread_id AND later.ns = ${v}.ns
      AND later.channel = ${v}.channel AND later.version > ${v}.version AND later.line = ${v}.line) THEN ${v}.line END`;
}

/**
 * SQL: the table expressions of which `needed (ns, channel, line, version)` has every version of a thread's values that
 * checkpoints `c` refer to, and what those go on from: of a line, all versions up to this one.
 */
export function neededValues(threadId: string, checkpoints: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    RECURSIVE needed (ns, channel, line, version) AS (
      SELECT v.ns, v.channel, v.line, max(v.version) FROM channel_values v, (
        SELECT DISTINCT c.ns, part.key AS channel, part.value AS version
        FROM checkpoints c, json_each_text(c.body -> 'channel_versions') part
        WHERE c.thread_id = ${threadId}::uuid AND ${checkpoints}) named
      WHERE v.thread_id = ${threadId}::uuid AND v.ns = named.ns AND v.channel = named.channel AND v.version = named.version
      GROUP BY v.ns, v.channel, v.line, coalesce(v.line, v.version)
      UNION
      SELECT needed.ns, needed.channel, base.line, base.version FROM needed, LATERAL (
        SELECT base FROM channel_values WHERE thread_id = ${threadId}::uuid AND ns = needed.ns AND channel = needed.channel
          AND version = needed.line OFFSET 0) first, LATERAL (
        SELECT line, version FROM channel_values WHERE thread_id = ${threadId}::uuid AND ns = needed.ns
          AND channel = needed.channel AND version = first.base OFFSET 0) base)`;
}

/** SQL: whether row `v` is among those. */
export function isNeeded(alias: string): Prisma.Sql {
  const v = Prisma.raw(alias);
  return Prisma.sql`EXISTS (
    SELECT 1 FROM needed WHERE needed.ns = ${v}.ns AND needed.channel = ${v}.channel
      AND (needed.version = ${v}.version OR (needed.line = ${v}.line AND needed.version > ${v}.version)))`;
}
