import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { disableMember } from '#lib/auth/members';
import { testAccounts } from '#lib/testing/accounts';
import { testDatabase } from '#lib/testing/database';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { guardAccounts } from './guard-accounts';

const hp = await testHoldpoint(await testDatabase(), {});
const guarded = guardAccounts(
  async (_request, answer) => void answer.end('passed'),
  async () => hp,
);
const server = createServer((request, response) => void guarded(request, response));
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());
afterEach(() => {
  delete process.env.HOLDPOINT_ACCOUNTS;
});

const BROWSER = { accept: 'text/html,application/xhtml+xml' };

/** Sends the path as it is; fetch would tidy it up. */
function send(path: string, headers: Record<string, string> = {}, method = 'GET') {
  // A TCP server that listens has an address of this form.
  const { port } = server.address() as AddressInfo;
  return new Promise<{ status: number; location?: string }>((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, location: response.headers.location });
    })
      .on('error', reject)
      .end();
  });
}

const EVERYTHING = [
  '/',
  '/inbox',
  '/i/1',
  '/data/inbox',
  '/live',
  '/metrics',
  '/data/threads/1/export',
  '/settings/members',
];
const AROUND = [
  ...[
    '/_next/static/../../inbox',
    '/_next/static/%2e%2e/%2e%2e/inbox',
    '/_next/static/..%2finbox',
    '/sign-in/../inbox',
  ],
  ...[
    '//inbox',
    '/INBOX',
    '/icon.svg/../inbox',
    '/sign-inbox',
    '/sign-in/callback/other',
    '/sign-in/callback/oidc/x',
    '/setup/x',
    '/_next/data/x/inbox.json',
    '/api/../inbox',
  ],
];

describe('the screens', () => {
  it('of an open server are for everybody', async () => {
    for (const path of [...EVERYTHING, ...AROUND]) expect((await send(path)).status).toBe(200);
  });

  it('of a server that waits for its first account lead to where it is made', async () => {
    process.env.HOLDPOINT_ACCOUNTS = 'required';

    expect(await send('/inbox', BROWSER)).toEqual({ status: 303, location: '/setup' });
    expect((await send('/data/inbox')).status).toBe(401);
    expect((await send('/setup', BROWSER)).status).toBe(200);
  });
});

describe('where there are accounts', () => {
  let accounts: Awaited<ReturnType<typeof testAccounts>>;
  beforeAll(async () => {
    accounts = await testAccounts(hp);
  });

  it.each([...EVERYTHING, ...AROUND])('%s is for nobody who is not known', async (path) => {
    expect((await send(path)).status).toBe(401);
    expect((await send(path, {}, 'POST')).status).toBe(401);
    expect((await send(path, { ...BROWSER, rsc: '1' })).status).toBe(401);
    expect((await send(path, { cookie: 'holdpoint_reviewer=Ada; holdpoint.session_token=x.y' })).status).toBe(401);
  });

  it('a page leads to where one signs in, and back', async () => {
    expect(await send('/threads?status=busy', BROWSER)).toEqual({
      status: 303,
      location: '/sign-in?to=%2Fthreads%3Fstatus%3Dbusy',
    });
  });

  it.each([
    '/sign-in?to=%2F',
    '/sign-in/callback/oidc?code=x',
    '/set-password?token=x',
    '/_next/static/chunks/a-b.js',
    '/icon.svg?x',
    '/a/token',
    '/api/ok',
  ])('%s is reached without', async (path) => {
    expect((await send(path)).status).toBe(200);
  });

  it('who has signed in, or brings a key, is let in, until the account is disabled', async () => {
    const id = await accounts.member('Rita', 'viewer');
    const cookie = await accounts.cookieOf('rita@example.com');
    const key = await accounts.key('Scraper', 'viewer');

    expect((await send('/inbox', { cookie })).status).toBe(200);
    expect((await send('/metrics', { authorization: `Bearer ${key}` })).status).toBe(200);
    await disableMember(hp, { id, actor: 'Ada' });
    expect((await send('/inbox', { cookie })).status).toBe(401);
  });
});
