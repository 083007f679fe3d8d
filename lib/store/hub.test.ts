import { beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { silentProxy } from '#lib/testing/silent-proxy';
import type { Database } from './database';
import { PgHub } from './hub';
import type { Notification } from './notification';
import { notify } from './notify';

let db: TestDatabase;
let other: Database;

beforeAll(async () => {
  db = await testDatabase();
  other = await db.another();
});

function nextNotification(database: Pick<Database, 'hub'>): Promise<Notification> {
  return new Promise((resolve) => {
    const unsubscribe = database.hub.subscribe((notification) => {
      unsubscribe();
      resolve(notification);
    });
  });
}

async function nextNotifications(database: Pick<Database, 'hub'>, count: number): Promise<void> {
  await new Promise<void>((resolve) => {
    let left = count;
    const unsubscribe = database.hub.subscribe(() => {
      left--;
      if (left > 0) return;
      unsubscribe();
      resolve();
    });
  });
}

describe('hub', () => {
  test('a notification reaches every process', async () => {
    const received = Promise.all([nextNotification(db), nextNotification(other)]);

    await notify(db.prisma, { k: 'work' });

    expect(await received).toEqual([{ k: 'work' }, { k: 'work' }]);
  });

  test('whoever listens for one run hears of no other, until the end of the subscription', async () => {
    const heard: Notification[] = [];
    const unsubscribe = other.hub.subscribe((notification) => heard.push(notification), 'one');
    const [first, second] = [{ k: 'stop', r: 'another' } as const, { k: 'stop', r: 'one' } as const];

    const all = nextNotifications(other, 3);
    await notify(db.sql, first, second, { k: 'work' });
    await all;
    unsubscribe();
    const again = nextNotification(other);
    await notify(db.sql, second);
    await again;

    expect(heard).toEqual([second]);
  });

  test('a process that only executes runs hears of work, and of nothing else', async () => {
    const hub = new PgHub(db.url, { hears: 'work' });
    await hub.connect();
    const heard: Notification[] = [];
    hub.subscribe((notification) => heard.push(notification));
    const work: Notification[] = [{ k: 'work' }, { k: 'stop', r: 'one' }, { k: 'due' }];
    const changes: Notification[] = [
      { k: 'thread', t: 'a' },
      { k: 'run', t: 'a', r: 'one', s: 'success' },
      { k: 'events', t: 'a', r: 'one' },
      { k: 'interrupt', t: 'a', i: 'x' },
    ];

    const all = nextNotifications(other, work.length + changes.length + 1);
    await notify(db.sql, ...changes, ...work);
    await notify(db.sql, { k: 'ping', p: 'last' });
    await all;
    await expect.poll(() => heard).toEqual([...work, { k: 'ping', p: 'last' }]);

    expect(() => hub.subscribe(() => undefined, 'one')).toThrow('does not hear');
    await hub.close();
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
      WHERE datname = current_database() AND query ~* '^(listen|select pg_listening)'`;

    expect(await received).toEqual({ k: 'resync' });
  });

  test('a connection that dies without a word is noticed and replaced', async () => {
    const proxy = await silentProxy(db.url);
    const hub = new PgHub(proxy.url, { checkEveryMs: 100 });
    await hub.connect();
    const heard: Notification[] = [];
    const resynced = new Promise<void>((resolve) => {
      hub.subscribe((notification) => {
        heard.push(notification);
        if (notification.k === 'resync') resolve();
      });
    });

    proxy.silence();
    await notify(db.sql, { k: 'stop', r: 'unheard' });
    await resynced;
    const next = nextNotification({ hub });
    await notify(db.sql, { k: 'stop', r: 'heard' });

    expect(await next).toEqual({ k: 'stop', r: 'heard' });
    expect(heard).not.toContainEqual({ k: 'stop', r: 'unheard' });
    await hub.close();
    await proxy.close();
  });
});
