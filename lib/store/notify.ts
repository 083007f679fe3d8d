import { Prisma } from './generated/client';
import { channelOf, type Notification } from './notification';
import type { Sql } from './sql';

/** Tells every process. Inside a transaction it is delivered when the transaction commits, and only then. */
export async function notify(sql: Sql, ...notifications: Notification[]): Promise<void> {
  await sql.$executeRaw`SELECT ${tell(notifications)}`;
}

/** SQL: an expression that does the same. */
export function tell(notifications: Notification[]): Prisma.Sql {
  const channels = notifications.map(channelOf);
  const payloads = notifications.map((notification) => JSON.stringify(notification));
  return Prisma.sql`(
    SELECT count(pg_notify(channel, payload)) FROM unnest(${channels}::text[], ${payloads}::text[]) AS told (channel, payload))`;
}
