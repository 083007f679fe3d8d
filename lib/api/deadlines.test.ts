import { expect, it } from 'vitest';
import { testApi } from '#lib/testing/test-api';
import { asks } from '#lib/testing/test-graphs';

const onExpire = { action: 'resume' as const, value: { ok: false } };
const { call } = await testApi({
  asks: asks({ value: 'Sure?', timeoutMs: 60_000, onExpire }),
  plain: asks({ value: 'Sure?' }),
});

async function asked(body: Record<string, unknown>) {
  const { thread_id } = await (await call('POST', '/threads', {})).json();
  const waiting = await call('POST', `/threads/${thread_id}/runs/wait`, { input: { say: 'hi' }, ...body });
  return { result: await waiting.json(), thread: await (await call('GET', `/threads/${thread_id}`)).json() };
}

it('a question carries its deadline, and what happens then', async () => {
  const { result, thread } = await asked({ assistant_id: 'asks' });

  const expected = { value: 'Sure?', expires_at: expect.stringMatching(/^\d{4}-.*Z$/), on_expire: onExpire };
  expect(Object.values(thread.interrupts)).toMatchObject([[expected]]);
  expect(result.__interrupt__).toMatchObject([expected]);
});

it('a question without a deadline says nothing of it', async () => {
  const { result } = await asked({ assistant_id: 'plain' });

  expect(result.__interrupt__[0]).not.toHaveProperty('expires_at');
  expect(result.__interrupt__[0]).not.toHaveProperty('on_expire');
});

it('a default deadline may stand in an assistant, and is refused there when it cannot be kept', async () => {
  const create = (timeout_ms: unknown) =>
    call('POST', '/assistants', { graph_id: 'plain', config: { interrupt_deadline: { timeout_ms } } });
  const refused = await create('soon');
  const { assistant_id } = await (await create(60_000)).json();

  const { result } = await asked({ assistant_id });

  expect(refused.status).toBe(422);
  expect((await refused.json()).detail).toBe('config.interrupt_deadline.timeout_ms must be a number.');
  expect(result.__interrupt__).toMatchObject([{ expires_at: expect.any(String), on_expire: { action: 'stay' } }]);
});
