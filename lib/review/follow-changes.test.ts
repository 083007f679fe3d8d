import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { notify } from '#lib/store/notify';
import { TroubleWatch } from '#lib/store/trouble-watch';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { followChanges } from './follow-changes';

const THREAD = '00000000-0000-4000-8000-000000000001';
const OTHER = '00000000-0000-4000-8000-000000000002';

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});

test('says hello and then what changes on any connection, but nothing that is between workers', async () => {
  const stop = new AbortController();
  const changes = followChanges(db, { signal: stop.signal });

  expect((await changes.next()).value).toEqual({ k: 'hello' });
  const elsewhere = await db.another();
  await notify(elsewhere.prisma, { k: 'work' });
  await notify(elsewhere.prisma, { k: 'thread', t: THREAD });

  expect((await changes.next()).value).toEqual({ k: 'thread', t: THREAD });
  stop.abort();
  expect((await changes.next()).done).toBe(true);
});

test('says that the database is in trouble, also to who comes later, and when that is over', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const trouble = new TroubleWatch(async () => undefined);
  const troubled = { ...db, trouble };
  const full = Object.assign(new Error('could not extend file'), { code: '53100' });
  const first = followChanges(troubled, { signal: AbortSignal.timeout(20_000) });
  await first.next();
  trouble.note(full);
  const second = followChanges(troubled, { threadId: THREAD, signal: AbortSignal.timeout(20_000) });
  await second.next();

  const told = { k: 'database', trouble: expect.stringContaining('disk of the database is full') };
  expect([(await first.next()).value, (await second.next()).value]).toEqual([told, told]);
  await vi.advanceTimersByTimeAsync(10_000);
  const over = { k: 'database', trouble: null };
  expect([(await first.next()).value, (await second.next()).value]).toEqual([over, over]);
});

test('follows one thread alone when asked to', async () => {
  const changes = followChanges(db, { threadId: THREAD, signal: AbortSignal.timeout(10_000) });
  await changes.next();

  await notify(db.prisma, { k: 'interrupt', t: OTHER, i: 'a' });
  await notify(db.prisma, { k: 'interrupt', t: THREAD, i: 'b' });

  expect((await changes.next()).value).toEqual({ k: 'interrupt', t: THREAD, i: 'b' });
});

test('sends equal messages that pile up once', async () => {
  const changes = followChanges(db, { signal: AbortSignal.timeout(10_000) });
  await changes.next();

  for (let sent = 0; sent < 3; sent++) await notify(db.prisma, { k: 'events', t: THREAD, r: OTHER });
  await notify(db.prisma, { k: 'thread', t: THREAD });
  // The last notification has arrived when a listener of the same connection has heard it.
  await heard(() => notify(db.prisma, { k: 'thread', t: OTHER }));

  expect((await changes.next()).value).toEqual({ k: 'events', t: THREAD, r: OTHER });
  expect((await changes.next()).value).toEqual({ k: 'thread', t: THREAD });
});

test('of who looks at a question the last word counts, whichever process was told', async () => {
  const changes = followChanges(db, { signal: AbortSignal.timeout(10_000) });
  await changes.next();
  const elsewhere = await db.another();
  const look = { k: 'look', i: 'q', tab: 'a', by: 'Ada', here: true } as const;

  await notify(elsewhere.prisma, look);
  await notify(elsewhere.prisma, { ...look, tab: 'b', by: 'Grace' });
  await notify(elsewhere.prisma, { ...look, here: false });
  await heard(() => notify(elsewhere.prisma, { k: 'thread', t: OTHER }));

  expect((await changes.next()).value).toEqual({ ...look, here: false });
  expect((await changes.next()).value).toEqual({ ...look, tab: 'b', by: 'Grace' });
});

async function heard(send: () => Promise<void>): Promise<void> {
  let unsubscribe = () => {};
  const last = new Promise<void>((resolve) => {
    unsubscribe = db.hub.subscribe((notification) => {
      if (notification.k === 'thread' && notification.t === OTHER) resolve();
    });
  });
  await send();
  await last;
  unsubscribe();
}
