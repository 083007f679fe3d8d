import type { Database } from '#lib/store/database';
import type { DeliveryOutcome } from '#lib/store/generated/enums';
import { notify } from '#lib/store/notify';
import { metrics } from '../telemetry/metrics';
import type { PostResult } from './post-webhook';
import type { TakenDelivery } from './take-deliveries';

const SECONDS = 1;
const MINUTES = 60;
const HOURS = 3600;

/** How long to wait after the first try, the second one ... After the last of them, the delivery has failed. */
export const RETRY_WAITS = [5 * SECONDS, 30 * SECONDS, 5 * MINUTES, 30 * MINUTES, 2 * HOURS, 6 * HOURS, 24 * HOURS];

export interface Settled {
  delivery: TakenDelivery;
  result: PostResult;
  /** What was sent, as JSON text. */
  payload: string | null;
}

/**
 * Stores what came of a try. What the receiver has taken is delivered, also where another process has taken the delivery over
 * meanwhile; what failed is the business of whoever has it.
 */
export async function settleDelivery(db: Database, { delivery, result, payload }: Settled): Promise<void> {
  const { id, kind, tries, attemptId } = delivery;
  const { status, error, response } = result;
  // Without anything to send there is nothing to send later.
  const waitSeconds = payload === null ? undefined : RETRY_WAITS[tries - 1];
  const outcome = error === null ? 'delivered' : outcomeOfFailure(waitSeconds);
  const changed = await db.sql.$executeRaw`
    WITH attempt AS (
      UPDATE webhook_attempts SET ended_at = clock_timestamp(), status = ${status}::int, error = ${error}, response = ${response}
      WHERE id = ${attemptId})
    UPDATE webhook_deliveries SET outcome = ${outcome}::"DeliveryOutcome",
      ended_at = CASE WHEN ${outcome === 'pending'} THEN NULL ELSE clock_timestamp() END,
      -- Not all at once to a receiver that has come back.
      due_at = CASE WHEN ${outcome === 'pending'} THEN clock_timestamp() + make_interval(secs => ${waitSeconds ?? 0} * (1 + random() / 10)) END,
      payload = CASE WHEN ${outcome === 'delivered'} THEN payload ELSE coalesce(payload, ${payload}::json) END
    WHERE id = ${id}::uuid AND outcome = 'pending' AND (tries = ${tries} OR ${outcome === 'delivered'})`;
  // Of a try that another process has taken over, that process says what came of it.
  if (changed > 0) metrics().deliveries.inc({ kind, result: outcome === 'pending' ? 'retried' : outcome });
  await notify(db.sql, { k: 'webhooks' });
}

/** Forgets a delivery that there is no use for any more. */
export async function dropDelivery(db: Database, { id }: TakenDelivery): Promise<void> {
  await db.sql.$executeRaw`DELETE FROM webhook_deliveries WHERE id = ${id}::uuid AND outcome = 'pending'`;
  await notify(db.sql, { k: 'webhooks' });
}

function outcomeOfFailure(waitSeconds: number | undefined): DeliveryOutcome {
  return waitSeconds === undefined ? 'failed' : 'pending';
}
