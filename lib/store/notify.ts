import type { Prisma, PrismaClient } from './generated/client';
import { CHANNEL, type Notification } from './notification';

/** Tells every process. Inside a transaction it is delivered when the transaction commits, and only then. */
export async function notify(tx: Prisma.TransactionClient | PrismaClient, notification: Notification): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${CHANNEL}, ${JSON.stringify(notification)})`;
}
