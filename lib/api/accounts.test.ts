import { Client } from '@langchain/langgraph-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revokeApiKey } from '#lib/auth/api-keys';
import { listApiKeys } from '#lib/auth/list-accounts';
import { ROLES, type Role, roleFor } from '#lib/auth/permissions';
import { testAccounts } from '#lib/testing/accounts';
import { Gate } from '#lib/testing/gate';
import { serveHttp } from '#lib/testing/serve-http';
import { testApi } from '#lib/testing/test-api';
import { asks, twoSteps } from '#lib/testing/test-graphs';
import { createApi } from './app';
import { ROUTE_PERMISSIONS } from './route-permissions';
import { runPermission } from './run-permission';
import { runCreate } from './schemas/run-schemas';

const gates: Record<string, Gate> = {};
const { hp, call, fetch } = await testApi({ asks: asks({ value: 'Ready?' }), steps: twoSteps(gates) });
const server = await serveHttp(fetch);
afterAll(() => server.close());

const openThread = await (await call('POST', '/threads', {})).json();
const openStream = call('POST', `/threads/${openThread.thread_id}/runs/stream`, {
  assistant_id: 'steps',
  input: gated('open'),
});

/** Input of a run that is held in the middle. */
function gated(say: string) {
  gates[say] = new Gate();
  return { say };
}

const accounts = await testAccounts(hp);
const keys = new Map<Role, string>();
beforeAll(async () => {
  for (const role of ROLES) keys.set(role, await accounts.key(`The ${role}`, role));
});

const keyOf = (role: Role) => ({ 'x-api-key': keys.get(role) ?? '' });
const clientOf = (role: Role) => new Client({ apiUrl: `${server.url}/api`, apiKey: keys.get(role) });

/** Every endpoint as `METHOD /path`, as the application has registered it. */
const endpoints = createApi(async () => hp)
  .routes.filter(({ method }) => method !== 'ALL')
  .map(({ method, path }) => `${method} ${path.replace('/api', '')}`);

describe('where there are accounts', () => {
  it('every endpoint says what it takes, but for the one that says whether the server is well', () => {
    expect([...new Set(endpoints)].sort()).toEqual(['GET /ok', ...Object.keys(ROUTE_PERMISSIONS)].sort());
  });

  it('what viewers may send changes nothing', () => {
    const forViewers = Object.entries(ROUTE_PERMISSIONS).filter(([, permission]) => permission === 'see');

    expect(forViewers.map(([endpoint]) => endpoint).filter((endpoint) => !endpoint.startsWith('GET '))).toEqual([
      'POST /threads/search',
      'POST /threads/count',
      'POST /threads/:thread_id/state/checkpoint',
      'POST /threads/:thread_id/history',
      'POST /assistants/search',
      'POST /assistants/count',
      'POST /assistants/:assistant_id/versions',
    ]);
  });

  it.each(Object.entries(ROUTE_PERMISSIONS))('%s takes the permission to %s', async (endpoint, permission) => {
    const [method = '', path = ''] = endpoint.split(' ');
    const send = (headers: Record<string, string> = {}) =>
      call(method, path.replace(/:\w+\??/g, 'none'), method === 'GET' ? undefined : '[', headers);

    const statuses = await Promise.all(ROLES.map(async (role) => (await send(keyOf(role))).status));

    expect((await send()).status).toBe(401);
    expect((await send({ 'x-api-key': 'hp_wrong', authorization: 'Bearer none' })).status).toBe(401);
    const least = ROLES.indexOf(roleFor(permission));
    expect(statuses.map((status) => status === 403)).toEqual(ROLES.map((_, index) => index < least));
    expect(statuses).not.toContain(401);
  });

  it('a stranger learns nothing of what there is, and health stays open', async () => {
    const unknown = await call('GET', '/store/items');

    expect(unknown.status).toBe(401);
    expect(await unknown.json()).toMatchObject({ code: 'unauthorized', detail: expect.stringContaining('x-api-key') });
    expect((await call('GET', '/ok')).status).toBe(200);
    expect((await call('GET', '/store/items', undefined, keyOf('viewer'))).status).toBe(404);
  });

  it('a stream that began before is ended', async () => {
    const response = await openStream;

    const text = await response.text();

    expect(text).not.toContain('event: end');
    gates.open?.open();
  });
});

describe('the SDK with a key', () => {
  it('of an operator creates runs, and they are recorded with the name of the key', async () => {
    const client = clientOf('operator');
    const { thread_id: threadId } = await client.threads.create();

    await client.runs.wait(threadId, 'asks', { input: {} });

    const run = await hp.db.prisma.run.findFirstOrThrow({ where: { threadId } });
    expect(run.createdBy).toBe('The operator');
  });

  it('of a reviewer answers and does nothing else', async () => {
    const { thread_id: threadId } = await clientOf('operator').threads.create();
    await clientOf('operator').runs.wait(threadId, 'asks', { input: {} });
    const client = clientOf('reviewer');

    await expect(client.runs.create(threadId, 'asks', { input: {} })).rejects.toThrow(
      'The reviewer is reviewer. An admin of this server can change that.',
    );
    await expect(client.threads.create()).rejects.toThrow('HTTP 403');
    await client.runs.wait(threadId, 'asks', { command: { resume: 'yes' } });

    const question = await hp.db.prisma.interrupt.findFirstOrThrow({ where: { threadId } });
    expect([question.outcome, question.decidedBy]).toEqual(['answered', 'The reviewer']);
  });

  it('without one is told what to do', async () => {
    // Null keeps the SDK from looking for a key in the environment, which its types do not know.
    const client = new Client({ apiUrl: `${server.url}/api`, apiKey: null as unknown as undefined });

    await expect(client.threads.search()).rejects.toThrow('HTTP 401');
  });

  it('that is revoked loses the stream it reads, and is let in no more', async () => {
    const key = await accounts.key('Short-lived', 'operator');
    const client = new Client({ apiUrl: `${server.url}/api`, apiKey: key });
    const { thread_id: threadId } = await client.threads.create();
    const response = await call(
      'POST',
      `/threads/${threadId}/runs/stream`,
      { assistant_id: 'steps', input: gated('revoked') },
      { 'x-api-key': key },
    );
    await gates.revoked?.reached;
    const [{ id } = { id: '' }] = (await listApiKeys(hp)).filter(({ name }) => name === 'Short-lived');

    await revokeApiKey(hp, { id, actor: 'Ada' });

    expect(await response.text()).not.toContain('event: end');
    gates.revoked?.open();
    await expect(client.threads.get(threadId)).rejects.toThrow('HTTP 401');
  });
});

describe('who acts', () => {
  it('is never who the client says', async () => {
    const headers = { ...keyOf('operator'), 'x-holdpoint-actor': 'Ada' };
    const { thread_id: threadId } = await (await call('POST', '/threads', {}, headers)).json();

    await call('POST', `/threads/${threadId}/runs`, { assistant_id: 'asks', input: {} }, headers);

    const decisions = await hp.db.prisma.decision.findMany({ where: { threadId } });
    const run = await hp.db.prisma.run.findFirstOrThrow({ where: { threadId } });
    expect([run.createdBy, ...decisions.map(({ actor }) => actor)]).not.toContain('Ada');
    expect(run.createdBy).toBe('The operator');
  });

  it('may be a signed-in browser, on pages of this server alone', async () => {
    const cookie = await accounts.cookieOf('ada@example.com');
    const search = async (headers: Record<string, string>) =>
      (await call('POST', '/threads/search', {}, { cookie, host: 'localhost', ...headers })).status;

    expect(await search({ 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await search({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })).toBe(403);
    expect(await search({ origin: 'https://evil.example' })).toBe(403);
    expect(await search({ origin: 'https://evil.example', ...keyOf('viewer') })).toBe(200);
  });
});

describe('what a run takes', () => {
  const answer = { assistant_id: 'asks', command: { resume: 'yes' } };

  it.each([
    {},
    { stream_mode: ['values'], stream_subgraphs: true },
    { on_disconnect: 'continue', on_completion: 'keep', if_not_exists: 'reject' },
    { input: null, config: null },
  ])('an answer, also with %j, is for reviewers', (more) => {
    expect(runPermission(runCreate.parse({ ...answer, ...more }))).toBe('review');
  });

  it.each([
    { input: {} },
    { command: { resume: 1, goto: 'x' } },
    { command: { update: {} } },
    { command: null },
    { checkpoint_id: 'x' },
    { config: { configurable: {} } },
    { multitask_strategy: 'rollback' },
    { webhook: 'https://example.com' },
    { on_disconnect: 'cancel' },
    { on_completion: 'delete' },
    { interrupt_before: '*' },
  ])('%j beside or instead of it is for operators', (more) => {
    expect(runPermission(runCreate.parse({ ...answer, ...more }))).toBe('operate');
  });
});
