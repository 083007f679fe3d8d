import { beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import type { Database } from './database';
import type { Notification } from './notification';
import { notify } from './notify';

let db: TestDatabase;
let other: Database;

beforeAll(async () => {
  db = await testDatabase();
  other = await db.another();
});

function nextNotification(database: Database): Promise<Notification> {
  return new Promise((resolve) => {
    const unsubscribe = database.hub.subscribe((notification) => {
      unsubscribe();
      resolve(notification);
    });
  });
}

describe('hub', () => {
  test('a notification reaches every process', async () => {
    const received = Promise.all([nextNotification(db), nextNotification(other)]);

    await notify(db.prisma, { k: 'work' });

    expect(await received).toEqual([{ k: 'work' }, { k: 'work' }]);
  });

  test('a notification of a transaction that is rolled back is never delivered', async () => {
    const received = nextNotification(other);

    await db.prisma
      .$transaction(async (tx) => {
        await notify(tx, { k: 'stop', r: 'of the transaction' });
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    await notify(db.prisma, { k: 'stop', r: 'after it' });

    expect(await received).toEqual({ k: 'stop', r: 'after it' });
  });

  test('a listener hears of a gap after the connection was lost', async () => {
    const received = nextNotification(other);

    await db.prisma.$executeRaw`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE 'LISTEN%'`;

    expect(await received).toEqual({ k: 'resync' });
  });
});
