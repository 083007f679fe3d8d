import type { WebhookKind } from '#lib/store/generated/enums';
import type { Sql } from '#lib/store/sql';
import { TEST_EVENT } from './webhook-events';

/** One delivery that this process may try, once. */
export interface TakenDelivery {
  id: string;
  /** Whom it goes to: an endpoint's id, or the address that a run named. */
  target: string;
  kind: WebhookKind;
  /** Empty: it is an e-mail. */
  url: string;
  /** Of an e-mail. */
  recipient: string | null;
  event: string;
  /** JSON text, as the trigger has written it; null for a run's end that has not failed before. */
  payload: string | null;
  runId: string | null;
  interruptId: string | null;
  createdAt: Date;
  /** Which try this is, from 1. */
  tries: number;
  attemptId: bigint;
  /** Whether a message to people tells the question's title. */
  includesTitle: boolean;
  /** Whether it holds an address at which the question can be answered. */
  includesLink: boolean;
  /** What signs it; none for an address that a run named. */
  secrets: string[];
}

/** Longer than a request may take: a process that has not said by then what came of it has died. */
const LEASE_SECONDS = 30;
/** Of one target, as long as others may be due as well. */
const MOST_OF_ONE_TARGET = 4;
const LOOKS_AT = 200;

/** Takes deliveries that are due, and moves them so that no other process does; what is taken is committed before it is sent. */
export async function takeDeliveries(
  sql: Sql,
  { limit, except }: { limit: number; except: string[] },
): Promise<TakenDelivery[]> {
  return sql.$queryRaw<TakenDelivery[]>`
    WITH due AS (
      SELECT d.id, row_number() OVER (PARTITION BY d.target ORDER BY d.due_at) AS place FROM (
        SELECT d.id, d.due_at, coalesce(d.webhook_id::text, d.url) AS target
        FROM webhook_deliveries d LEFT JOIN webhooks w ON w.id = d.webhook_id
        WHERE d.due_at <= clock_timestamp() AND (w.active IS NOT FALSE OR d.event = ${TEST_EVENT})
          AND coalesce(d.webhook_id::text, d.url) <> ALL(${except})
        ORDER BY d.due_at LIMIT ${LOOKS_AT}) d),
    locked AS (
      SELECT d.id FROM webhook_deliveries d
      WHERE d.id IN (SELECT id FROM due WHERE place <= ${MOST_OF_ONE_TARGET}) AND d.due_at <= clock_timestamp()
      ORDER BY d.due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED),
    taken AS (
      UPDATE webhook_deliveries d SET tries = tries + 1, due_at = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
      FROM locked WHERE d.id = locked.id RETURNING d.*),
    begun AS (INSERT INTO webhook_attempts (delivery_id) SELECT id FROM taken RETURNING id, delivery_id)
    SELECT d.id, coalesce(d.webhook_id::text, d.url) AS target, coalesce(w.kind::text, 'http') AS kind, coalesce(w.url, d.url, '') AS url,
      d.recipient, d.event, d.payload::text AS payload, d.run_id AS "runId", d.interrupt_id AS "interruptId",
      coalesce(w.includes_title, true) AS "includesTitle", coalesce(w.includes_link, false) AS "includesLink",
      d.created_at AS "createdAt", d.tries, begun.id AS "attemptId",
      array_remove(ARRAY[w.secret, CASE WHEN w.former_secret_until > clock_timestamp() THEN w.former_secret END], NULL) AS secrets
    FROM taken d JOIN begun ON begun.delivery_id = d.id LEFT JOIN webhooks w ON w.id = d.webhook_id`;
}

/** Milliseconds until the next delivery is due, to whom this process may send more; null: none is known. */
export async function msUntilDelivery(sql: Sql, except: string[]): Promise<number | null> {
  const [row] = await sql.$queryRaw<{ ms: number | null }[]>`
    SELECT (extract(epoch FROM min(d.due_at) - clock_timestamp()) * 1000)::float8 AS ms
    FROM webhook_deliveries d LEFT JOIN webhooks w ON w.id = d.webhook_id
    WHERE d.due_at IS NOT NULL AND (w.active IS NOT FALSE OR d.event = ${TEST_EVENT})
      AND coalesce(d.webhook_id::text, d.url) <> ALL(${except})`;
  return row?.ms == null ? null : Math.max(0, row.ms);
}
