import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Notification } from '#lib/store/notification';
import { askOne } from '#lib/testing/ask-one';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { answerInterrupt } from './answer-interrupt';
import { scheduledAnswers, sendAnswerNow } from './give-scheduled-answers';
import { scheduleAnswer, undoAnswer } from './schedule-answer';

const LATER_MS = 3_600_000;
const EVEN = z.number().refine((n) => n % 2 === 0, 'must be even');
const graphs = {
  sure: asks({ value: 'Sure?' }),
  number: asks({ value: 'How many?', responseSchema: { type: 'number' } }),
  even: asks({ value: 'How many?', responseSchema: EVEN }),
};
let db: TestDatabase;
let hp: TestHoldpoint;
let threadId: string;
let interruptId: string;

beforeAll(async () => {
  db = await testDatabase();
  hp = await testHoldpoint(db, graphs);
});

async function ask(graphId: keyof typeof graphs): Promise<void> {
  ({ threadId, interruptId } = await askOne(hp, graphId));
}

beforeEach(async () => {
  await db.prisma.scheduledAnswer.deleteMany();
  await ask('sure');
});

const schedule = (value: unknown, actor = 'Ada') =>
  scheduleAnswer(hp, { interruptId, value, actor, note: 'because', delayMs: LATER_MS });
const undo = (actor = 'Ada') => undoAnswer(hp, { interruptId, actor });

async function passDelay(): Promise<void> {
  await db.prisma.scheduledAnswer.update({ where: { interruptId }, data: { dueAt: new Date(0) } });
}

const answers = () => db.prisma.run.findMany({ where: { threadId, kind: 'resume' } });
const question = () => db.prisma.interrupt.findUniqueOrThrow({ where: { id: interruptId } });
const scheduled = () => db.prisma.scheduledAnswer.count({ where: { interruptId } });

describe('a scheduled answer', () => {
  it('is not given before it is due, and then as any other', async () => {
    await schedule({ ok: true });

    expect(await scheduledAnswers(hp).tick()).toBe(0);
    expect(await question()).toMatchObject({ outcome: 'pending' });
    await passDelay();
    expect(await scheduledAnswers(hp).tick()).toBe(1);
    await hp.runAll();

    expect(await question()).toMatchObject({ outcome: 'answered', decidedBy: 'Ada', answer: { ok: true } });
    expect(await hp.values(threadId, 'sure')).toMatchObject({ log: ['{"ok":true}'] });
    const [decision] = await db.prisma.decision.findMany({ where: { interruptId, kind: 'answer' } });
    expect(decision).toMatchObject({ actor: 'Ada', detail: { note: 'because' } });
    expect(await scheduled()).toBe(0);
  });

  it('that is taken back is never given', async () => {
    await schedule(1);

    await undo();

    expect(await scheduledAnswers(hp).tick()).toBe(0);
    expect(await question()).toMatchObject({ outcome: 'pending' });
    await schedule(2);
    expect(await scheduled()).toBe(1);
  });

  it('that is taken back stays in the audit trail: who, and what it was', async () => {
    await schedule({ ok: true });

    await undo();

    const trail = await db.prisma.decision.findMany({ where: { interruptId } });
    expect(trail).toMatchObject([
      {
        ...{ kind: 'take_back', actor: 'Ada', threadId, graphId: 'sure', runId: null },
        ...{ question: 'Sure?', value: { ok: true } },
        detail: { note: 'because', due_at: expect.stringMatching(/^20.*Z$/) },
      },
    ]);
  });

  it('is taken back by nobody else, and not once it is due', async () => {
    await schedule(1);

    await expect(undo('Grace')).rejects.toMatchObject({ code: 'conflict' });
    await passDelay();
    await expect(undo()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('sent already') });
    expect(await db.prisma.decision.count({ where: { interruptId } })).toBe(0);
  });

  it('stands: another one is refused, the same one once more changes nothing', async () => {
    await schedule(1);

    await schedule(1);
    await expect(schedule(2)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Ada has decided'),
    });
    await expect(schedule(1, 'Grace')).rejects.toMatchObject({ code: 'conflict', details: { decided_by: 'Ada' } });
  });

  it('is sent at once on request of its author', async () => {
    await schedule(1);

    expect(await sendAnswerNow(hp, { interruptId, actor: 'Grace' })).toBe(false);
    expect(await sendAnswerNow(hp, { interruptId, actor: 'Ada' })).toBe(true);
    expect(await sendAnswerNow(hp, { interruptId, actor: 'Ada' })).toBe(false);

    expect(await answers()).toHaveLength(1);
  });

  it('that does not fit the question is refused at once', async () => {
    await ask('number');

    await expect(schedule('many')).rejects.toMatchObject({ code: 'invalid_answer' });

    expect(await scheduled()).toBe(0);
  });

  it('to a question that is not open is refused, with who was first', async () => {
    await answerInterrupt(hp, { interruptId, value: 1, actor: 'Grace' });

    await expect(schedule(2)).rejects.toMatchObject({
      code: 'interrupt_not_pending',
      details: { decided_by: 'Grace' },
    });
  });

  it('does not hold up an answer through the API, which stands', async () => {
    await schedule(1);

    await answerInterrupt(hp, { interruptId, value: 2, actor: 'robot' });

    expect(await scheduled()).toBe(0);
    expect(await question()).toMatchObject({ answer: 2, decidedBy: 'robot' });
  });

  it('is dropped when the question was dropped meanwhile', async () => {
    await schedule(1);
    await hp.send(threadId, 'sure', { input: { say: 'something else' } });
    await passDelay();

    expect(await scheduledAnswers(hp).tick()).toBe(0);

    expect(await scheduled()).toBe(0);
    expect(await answers()).toEqual([]);
    const [lapsed] = await db.prisma.decision.findMany({ where: { interruptId, kind: 'lapse' } });
    expect(lapsed).toMatchObject({
      actor: 'Ada',
      value: 1,
      detail: { reason: expect.stringContaining('was dropped') },
    });
  });

  it('is given once, in however many processes', async () => {
    const processes = [
      hp,
      ...(await Promise.all([1, 2, 3].map(async () => testHoldpoint(await db.another(), graphs)))),
    ];
    for (let round = 0; round < 5; round++) {
      await ask('sure');
      await schedule(round);
      await passDelay();

      const counts = await Promise.all(processes.map((server) => scheduledAnswers(server).tick()));

      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
      expect(await answers()).toHaveLength(1);
    }
  });

  it('is given by another process, when the one that took it died', async () => {
    const survivor = await testHoldpoint(await db.another(), graphs);
    await schedule(1);
    await db.prisma.scheduledAnswer.update({
      where: { interruptId },
      data: { dueAt: new Date(0), takenUntil: new Date(Date.now() + LATER_MS) },
    });

    expect(await scheduledAnswers(survivor).tick()).toBe(0);
    await db.prisma.scheduledAnswer.update({ where: { interruptId }, data: { takenUntil: new Date(0) } });
    expect(await scheduledAnswers(survivor).tick()).toBe(1);

    expect(await answers()).toHaveLength(1);
  });

  it('that the node itself refuses does not come again', async () => {
    await ask('even');
    await schedule(3);
    await passDelay();

    await scheduledAnswers(hp).tick();
    await hp.runAll();

    expect(await question()).toMatchObject({ outcome: 'pending' });
    // As after a crash, when nothing keeps it from being taken once more.
    await db.prisma.scheduledAnswer.updateMany({ where: { interruptId }, data: { takenUntil: null } });
    expect(await scheduledAnswers(hp).tick()).toBe(0);
    expect(await answers()).toHaveLength(1);
  });

  it('and one that takes it back at the same moment: one wins', async () => {
    const other = await testHoldpoint(await db.another(), graphs);
    for (let round = 0; round < 5; round++) {
      await ask('sure');
      await scheduleAnswer(hp, { interruptId, value: 1, actor: 'Ada', delayMs: 5 });

      const given = async () => {
        for (;;) {
          if (await scheduledAnswers(other).tick()) return true;
          if ((await scheduled()) === 0) return false;
        }
      };
      const [undone, sent] = await Promise.allSettled([undo(), given()]);

      expect(sent).toMatchObject({ status: 'fulfilled', value: undone.status === 'rejected' });
      expect(await answers()).toHaveLength(undone.status === 'rejected' ? 1 : 0);
    }
  });

  it('is given by a started timer, which learns of it when it is scheduled', async () => {
    const timer = scheduledAnswers(await testHoldpoint(await db.another(), graphs));
    timer.start();
    const resumed = new Promise<void>((resolve) => {
      db.hub.subscribe((note: Notification) => {
        if (note.k === 'run' && note.t === threadId) resolve();
      });
    });

    await scheduleAnswer(hp, { interruptId, value: 1, actor: 'Ada', delayMs: 30 });

    await resumed;
    await timer.stop();
    expect(await answers()).toHaveLength(1);
  });
});
