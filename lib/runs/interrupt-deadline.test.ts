import { describe, expect, it } from 'vitest';
import { askOne } from '#lib/testing/ask-one';
import { testDatabase } from '#lib/testing/database';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';

const HOUR_MS = 3_600_000;
const hp = await testHoldpoint(await testDatabase(), {
  plain: asks({ value: 'Sure?' }),
  resume: asks({ value: 'Sure?', timeoutMs: HOUR_MS, onExpire: { action: 'resume', value: { ok: false } } }),
});
const onExpire = (on_expire: unknown) => ({ timeout_ms: HOUR_MS, on_expire });

describe('the default deadline of a configuration', () => {
  it('is that of questions which bring none', async () => {
    const config = { interrupt_deadline: onExpire({ action: 'error' }) };

    const { question } = await askOne(hp, 'plain', { kwargs: { config } });

    expect(question.expiresAt?.getTime()).toBe(question.createdAt.getTime() + HOUR_MS);
    expect(question.onExpire).toEqual({ action: 'error' });
  });

  it('leaves the deadline alone that a question brings', async () => {
    const config = { interrupt_deadline: { timeout_ms: 1, on_expire: { action: 'error' } } };

    const { question } = await askOne(hp, 'resume', { kwargs: { config } });

    expect(question.expiresAt?.getTime()).toBe(question.createdAt.getTime() + HOUR_MS);
    expect(question.onExpire).toMatchObject({ action: 'resume' });
  });

  it.each([
    ['a word', 'soon', 'interrupt_deadline'],
    ['no time', { on_expire: { action: 'stay' } }, 'interrupt_deadline.timeout_ms'],
    ['a negative time', { timeout_ms: -1 }, 'interrupt_deadline.timeout_ms must not be negative'],
    ['an unknown action', onExpire({ action: 'shout' }), 'interrupt_deadline.on_expire'],
    ['an answer without value', onExpire({ action: 'resume' }), 'interrupt_deadline.on_expire.value'],
  ])('is refused with %s', async (_name, deadline, message) => {
    const threadId = await hp.newThread();
    const config = { interrupt_deadline: deadline };

    const refused = hp.send(threadId, 'plain', { input: { say: 'hi' }, kwargs: { config } });

    await expect(refused).rejects.toMatchObject({ code: 'invalid_request', message: expect.stringContaining(message) });
    expect(await hp.db.prisma.run.count({ where: { threadId } })).toBe(0);
  });
});
