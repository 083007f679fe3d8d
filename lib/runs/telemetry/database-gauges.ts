import { processWide } from '#lib/store/process-wide';
import { troubleStoring } from '../database-health';
import type { Holdpoint } from '../holdpoint';
import { metrics } from './metrics';

/** A scrape gives up after about ten seconds; it is to learn of a database that does not answer before that. */
const READ_MS = 3_000;
/** After which a statement is taken for lost, with its connection. */
const STUCK_MS = 30_000;

interface Row {
  pending: number;
  running: number;
  due: number;
  due_age: number;
  waiting: number;
  waiting_age: number;
  deliveries: number;
  delivery_age: number;
  stores: boolean;
}

/**
 * Reads what only the database knows into gauges: one statement that touches what is unfinished and never what has ended. A
 * database that does not answer leaves them out, for a number of yesterday would be taken for one of now.
 */
export async function readDatabaseGauges(open: () => Promise<Holdpoint>): Promise<void> {
  show(await inTime(sharedQuery(open), READ_MS));
}

/** Scrapes at the same time share one statement, and so do those that come while one is stuck. */
function sharedQuery(open: () => Promise<Holdpoint>): Promise<Row | undefined> {
  const slot = processWide<{ query?: Promise<Row | undefined> }>('gauges', () => ({}));
  slot.query ??= inTime(query(open), STUCK_MS).finally(() => {
    slot.query = undefined;
  });
  return slot.query;
}

async function query(open: () => Promise<Holdpoint>): Promise<Row | undefined> {
  const { db } = await open();
  const [row] = await db.prisma.$queryRaw<Omit<Row, 'stores'>[]>`
    SELECT (SELECT count(*) FROM runs WHERE status = 'pending')::float8 AS pending,
      (SELECT count(*) FROM runs WHERE status = 'running')::float8 AS running,
      (SELECT count(*) FROM runs WHERE due_at <= now())::float8 AS due,
      coalesce((SELECT extract(epoch FROM now() - min(due_at)) FROM runs WHERE due_at <= now()), 0)::float8 AS due_age,
      (SELECT count(*) FROM interrupts WHERE outcome = 'pending')::float8 AS waiting,
      coalesce((SELECT extract(epoch FROM now() - min(created_at)) FROM interrupts WHERE outcome = 'pending'), 0)::float8
        AS waiting_age,
      told.waiting AS deliveries, told.age AS delivery_age
    FROM (
      SELECT count(*)::float8 AS waiting, coalesce(extract(epoch FROM now() - min(d.created_at)), 0)::float8 AS age
      FROM webhook_deliveries d LEFT JOIN webhooks w ON w.id = d.webhook_id
      WHERE d.due_at IS NOT NULL AND d.created_at <= now() AND w.active IS NOT FALSE) told`;
  return row && { ...row, stores: (await troubleStoring(db, READ_MS)) === null };
}

/** Undefined when it failed or took too long. */
async function inTime(reading: Promise<Row | undefined>, ms: number): Promise<Row | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
    timer.unref();
  });
  return Promise.race([reading.catch(() => undefined), tooLate]).finally(() => clearTimeout(timer));
}

function show(row: Row | undefined): void {
  const gauges = metrics();
  gauges.databaseUp.set(row ? 1 : 0);
  if (row) {
    gauges.databaseStores.set(row.stores ? 1 : 0);
    gauges.runsUnfinished.set({ status: 'pending' }, row.pending);
    gauges.runsUnfinished.set({ status: 'running' }, row.running);
    gauges.runsDue.set(row.due);
    gauges.oldestDueSeconds.set(row.due_age);
    gauges.interruptsWaiting.set(row.waiting);
    gauges.oldestInterruptSeconds.set(row.waiting_age);
    gauges.deliveriesWaiting.set(row.deliveries);
    gauges.oldestDeliverySeconds.set(row.delivery_age);
    return;
  }
  gauges.runsUnfinished.reset();
  const withoutLabels = [
    gauges.databaseStores,
    gauges.runsDue,
    gauges.oldestDueSeconds,
    gauges.interruptsWaiting,
    gauges.oldestInterruptSeconds,
    gauges.deliveriesWaiting,
    gauges.oldestDeliverySeconds,
  ];
  for (const gauge of withoutLabels) gauge.remove();
}
