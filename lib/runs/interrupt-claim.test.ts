import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Notification } from '#lib/store/notification';
import { askOne } from '#lib/testing/ask-one';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { answerInterrupt } from './answer-interrupt';
import { CLAIM_MS, claimInterrupt, releaseClaim } from './interrupt-claim';

let db: TestDatabase;
let hp: TestHoldpoint;
let interruptId: string;
let threadId: string;

beforeAll(async () => {
  db = await testDatabase();
  hp = await testHoldpoint(db, { sure: asks({ value: 'Sure?' }) });
});

beforeEach(async () => {
  ({ threadId, interruptId } = await askOne(hp, 'sure'));
});

const claim = (reviewer: string, holdpoint = hp) => claimInterrupt(holdpoint, { interruptId, reviewer });

async function passLease(): Promise<void> {
  await db.prisma.interrupt.update({ where: { id: interruptId }, data: { claimedUntil: new Date(Date.now() - 1) } });
}

describe('a claim', () => {
  it('tells everybody else who is answering, and until when', async () => {
    expect(await claim('Ada')).toMatchObject({ by: 'Ada' });

    const seen = await claim('Grace');

    expect(seen?.by).toBe('Ada');
    const left = Date.parse(seen?.until ?? '') - Date.now();
    expect(left).toBeGreaterThan(CLAIM_MS - 60_000);
    expect(left).toBeLessThan(CLAIM_MS + 60_000);
  });

  it('is prolonged by who has it', async () => {
    await claim('Ada');
    const soon = new Date(Date.now() + 1_000);
    await db.prisma.interrupt.update({ where: { id: interruptId }, data: { claimedUntil: soon } });

    const prolonged = await claim('Ada');

    expect(Date.parse(prolonged?.until ?? '')).toBeGreaterThan(soon.getTime());
  });

  it('that has run out is free for the next one', async () => {
    await claim('Ada');
    await passLease();

    expect(await claim('Grace')).toMatchObject({ by: 'Grace' });
    expect(await claim('Ada')).toMatchObject({ by: 'Grace' });
  });

  it('that is given up is free for the next one, and only its owner gives it up', async () => {
    await claim('Ada');

    expect(await releaseClaim(hp, { interruptId, reviewer: 'Grace' })).toBe(false);
    expect(await claim('Grace')).toMatchObject({ by: 'Ada' });
    expect(await releaseClaim(hp, { interruptId, reviewer: 'Ada' })).toBe(true);
    expect(await claim('Grace')).toMatchObject({ by: 'Grace' });
  });

  it('goes to one of many who try at the same moment', async () => {
    const others = await Promise.all([1, 2, 3].map(async () => ({ ...hp, db: await db.another() })));
    const names = ['Ada', 'Grace', 'Edsger'];

    const claims = await Promise.all(names.map((name, index) => claim(name, { ...hp, ...others[index] })));

    expect(new Set(claims.map((each) => each?.by)).size).toBe(1);
  });

  it('of a question that is decided, or of none, is refused', async () => {
    await answerInterrupt(hp, { interruptId, value: 1 });

    expect(await claim('Ada')).toBeNull();
    expect(await claimInterrupt(hp, { interruptId: 'none', reviewer: 'Ada' })).toBeNull();
  });

  it('keeps nobody from answering', async () => {
    await claim('Ada');

    await answerInterrupt(hp, { interruptId, value: 1, actor: 'Grace' });

    expect(await hp.openQuestions(threadId)).toEqual([]);
  });

  it('is told to every process when it is taken, prolonged and given up', async () => {
    const other = await db.another();
    const heard: Notification[] = [];
    const three = new Promise<void>((resolve) => {
      other.hub.subscribe((note) => {
        if (note.k === 'review' && heard.push(note) === 3) resolve();
      });
    });

    await claim('Ada');
    await claim('Ada');
    await releaseClaim(hp, { interruptId, reviewer: 'Ada' });

    await three;
    expect(heard).toEqual(Array(3).fill({ k: 'review', t: threadId, i: interruptId }));
  });
});
