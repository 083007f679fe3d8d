import { CHANNEL, type Notification } from './notification';
import type { Sql } from './sql';

/** Tells every process. Inside a transaction it is delivered when the transaction commits, and only then. */
export async function notify(sql: Sql, ...notifications: Notification[]): Promise<void> {
  const payloads = notifications.map((notification) => JSON.stringify(notification));
  await sql.$executeRaw`SELECT pg_notify(${CHANNEL}, payload) FROM unnest(${payloads}::text[]) AS payload`;
}
