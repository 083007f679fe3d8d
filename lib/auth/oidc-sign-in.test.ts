import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testAccounts } from '#lib/testing/accounts';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { CLIENT, oidcProvider, type TestProvider } from '#lib/testing/oidc-provider';
import { identify } from './identify';
import { listAccountChanges, listMembers } from './list-accounts';
import { createMember, disableMember, enableMember } from './members';
import { beginOidcSignIn, finishOidcSignIn } from './oidc-sign-in';
import type { SetCookie } from './set-cookie';
import { changePassword } from './sign-in';

process.env.LOG_LEVEL = 'silent';

const PUBLIC_URL = 'http://localhost:4000';
const settings = ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET', 'NAME', 'ROLE'].map((name) => `HOLDPOINT_OIDC_${name}`);

let hp: TestHoldpoint;
let provider: TestProvider;

beforeEach(async () => {
  hp = await testHoldpoint(await testDatabase(), {});
  provider = await oidcProvider(`${PUBLIC_URL}/sign-in/callback/oidc`);
  configure();
});

afterEach(async () => {
  await provider.close();
  for (const name of [...settings, 'HOLDPOINT_PUBLIC_URL']) delete process.env[name];
});

function configure(more: Record<string, string> = {}) {
  Object.assign(process.env, {
    HOLDPOINT_PUBLIC_URL: PUBLIC_URL,
    HOLDPOINT_OIDC_ISSUER: provider.issuer,
    HOLDPOINT_OIDC_CLIENT_ID: CLIENT.id,
    HOLDPOINT_OIDC_CLIENT_SECRET: CLIENT.secret,
    ...more,
  });
}

const headerOf = (cookies: SetCookie[]) =>
  cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');

/** What a browser does at the provider: it follows, and keeps cookies. @returns what it is sent back with */
async function atProvider(url: string, name: string | null): Promise<Record<string, string>> {
  const jar = new Map<string, string>();
  let next: { url: string; body?: URLSearchParams } = { url };
  for (let step = 0; step < 12; step++) {
    const cookie = [...jar].map(([key, value]) => `${key}=${value}`).join('; ');
    const method = next.body ? 'POST' : 'GET';
    const answer = await fetch(next.url, { method, body: next.body, headers: { cookie }, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [key = '', value = ''] = line.split(';')[0]?.split('=') ?? [];
      jar.set(key, value);
    }
    const location = answer.headers.get('location');
    const at = new URL(location ?? next.url, next.url);
    if (location && at.href.startsWith(PUBLIC_URL)) return Object.fromEntries(at.searchParams);
    if (location) next = { url: at.href };
    else if (name === null) next = { url: `${at.href}/abort` };
    else next = { url: at.href, body: new URLSearchParams({ prompt: 'login', login: name, password: 'x' }) };
  }
  throw new Error('The provider never sent anybody back.');
}

/** `name`: under which one signs in at the provider; null: one leaves it. */
async function signInAs(name: string | null, to = '/threads?status=busy') {
  const begun = await beginOidcSignIn(hp, to);
  const query = await atProvider(begun.url, name);
  return finishOidcSignIn(hp, { query, cookie: headerOf(begun.cookies) });
}

async function callerOf(finished: Awaited<ReturnType<typeof signInAs>>) {
  if ('refusal' in finished) return finished.refusal;
  return identify(hp, { key: null, cookie: headerOf(finished.cookies) });
}

const invite = (name: string) =>
  createMember(hp, { name, email: `${name.toLowerCase()}@example.com`, role: 'reviewer', actor: 'Ada' });
const idOf = async (name: string) => (await hp.db.prisma.member.findFirstOrThrow({ where: { name } })).id;

describe('who comes back from the provider', () => {
  beforeEach(async () => {
    await testAccounts(hp);
    provider.people.r1 = { email: 'Rita@Example.com', email_verified: true, name: 'Somebody else' };
  });

  it('is the member with the e-mail address that it vouches for, and goes where they were going', async () => {
    await invite('Rita');

    const finished = await signInAs('r1');

    expect(finished).toMatchObject({ path: '/threads?status=busy' });
    expect(await callerOf(finished)).toMatchObject({ kind: 'member', name: 'Rita', role: 'reviewer' });
    expect((await listMembers(hp)).map(({ name, isInvited }) => [name, isInvited])).toEqual([
      ['Ada', false],
      ['Rita', false],
    ]);
  });

  it('stays that member whatever becomes of the address', async () => {
    await invite('Rita');
    await signInAs('r1');
    provider.people.r1 = { email: 'ada@example.com', email_verified: false };

    expect(await callerOf(await signInAs('r1'))).toMatchObject({ name: 'Rita' });
    provider.people.r1 = {};
    expect(await callerOf(await signInAs('r1'))).toMatchObject({ name: 'Rita' });
    const changes = await listAccountChanges(hp);
    expect(changes.filter(({ kind }) => kind === 'link_sign_in')).toMatchObject([{ actor: 'Rita', subject: 'Rita' }]);
  });

  it('is nobody with an address that it does not vouch for', async () => {
    await invite('Rita');
    provider.people.r1 = { email: 'rita@example.com', email_verified: false };

    expect(await signInAs('r1')).toEqual({ refusal: 'unverified' });
    provider.people.r1 = { email: 'rita@example.com' };
    expect(await signInAs('r1')).toEqual({ refusal: 'unverified' });
    provider.people.r1 = { name: 'Rita' };
    expect(await signInAs('r1')).toEqual({ refusal: 'unusable' });
  });

  it('is nobody without an account, and gets none', async () => {
    expect(await signInAs('r1')).toEqual({ refusal: 'unknown' });
    expect(await listMembers(hp)).toHaveLength(1);
  });

  it('is not the member whose address another account of the provider had before', async () => {
    await invite('Rita');
    await signInAs('r1');
    provider.people.r2 = { email: 'rita@example.com', email_verified: true };

    expect(await signInAs('r2')).toEqual({ refusal: 'linked' });
    await disableMember(hp, { id: await idOf('Rita'), actor: 'Ada' });
    await enableMember(hp, { id: await idOf('Rita'), actor: 'Ada' });
    expect(await callerOf(await signInAs('r2'))).toMatchObject({ name: 'Rita' });
    expect(await signInAs('r1')).toEqual({ refusal: 'linked' });
  });

  it('has no password to change', async () => {
    await invite('Rita');
    const finished = await signInAs('r1');
    const cookie = 'cookies' in finished ? headerOf(finished.cookies) : '';

    const change = changePassword(hp, { cookie, current: 'none at all', chosen: 'a new long password' });

    await expect(change).rejects.toThrow('You have no password yet');
  });

  it('stays out while disabled, linked or not', async () => {
    await invite('Rita');
    await disableMember(hp, { id: await idOf('Rita'), actor: 'Ada' });
    expect(await signInAs('r1')).toEqual({ refusal: 'disabled' });

    await enableMember(hp, { id: await idOf('Rita'), actor: 'Ada' });
    const finished = await signInAs('r1');
    await disableMember(hp, { id: await idOf('Rita'), actor: 'Ada' });

    expect(await callerOf(finished)).toBe(null);
    expect(await signInAs('r1')).toEqual({ refusal: 'disabled' });
    expect(await hp.db.prisma.memberSession.count()).toBe(0);
  });

  it('may have left it', async () => {
    expect(await signInAs(null)).toEqual({ refusal: 'denied' });
  });

  it('must be the browser that went there, once', async () => {
    await invite('Rita');
    const [mine, other] = [await beginOidcSignIn(hp, '/'), await beginOidcSignIn(hp, '/')];
    const query = await atProvider(mine.url, 'r1');

    expect(await finishOidcSignIn(hp, { query, cookie: '' })).toEqual({ refusal: 'expired' });
    expect(await finishOidcSignIn(hp, { query, cookie: headerOf(other.cookies) })).toEqual({ refusal: 'expired' });
    expect(await callerOf(await finishOidcSignIn(hp, { query, cookie: headerOf(mine.cookies) }))).toMatchObject({
      name: 'Rita',
    });
    expect(await finishOidcSignIn(hp, { query, cookie: headerOf(mine.cookies) })).toEqual({ refusal: 'failed' });
  });

  it('is taken to no other site', async () => {
    await invite('Rita');

    expect(await signInAs('r1', 'https://elsewhere.example.com/')).toMatchObject({ path: '/inbox' });
    expect(await signInAs('r1', '/inbox?error=x')).toMatchObject({ path: '/inbox?error=x' });
  });
});

describe('where everybody gets an account', () => {
  beforeEach(async () => {
    await testAccounts(hp);
    configure({ HOLDPOINT_OIDC_ROLE: 'viewer' });
    provider.people.r1 = { email: 'rita@example.com', email_verified: true, name: 'Rita Ray' };
  });

  it('it has the name they have at the provider, and the role of the settings', async () => {
    expect(await callerOf(await signInAs('r1'))).toMatchObject({ name: 'Rita Ray', role: 'viewer' });
    expect((await listAccountChanges(hp))[1]).toMatchObject({
      kind: 'create_member',
      actor: 'Rita Ray',
      subject: 'Rita Ray',
      detail: { role: 'viewer' },
    });
  });

  it.each(['ADA', '', 'link: Rita', 'A\u200bda'])(
    'it has their address for a name where %j cannot be one',
    async (name) => {
      provider.people.r1 = { email: 'rita@example.com', email_verified: true, name };

      expect(await callerOf(await signInAs('r1'))).toMatchObject({ name: 'rita@example.com' });
    },
  );

  it('nobody does whose address it does not vouch for', async () => {
    provider.people.r1 = { email: 'rita@example.com', email_verified: false, name: 'Rita' };

    expect(await signInAs('r1')).toEqual({ refusal: 'unverified' });
    expect(await listMembers(hp)).toHaveLength(1);
  });
});

it('nobody is let in, or given an account, before there is an admin', async () => {
  configure({ HOLDPOINT_OIDC_ROLE: 'operator' });
  provider.people.r1 = { email: 'rita@example.com', email_verified: true };

  expect(await signInAs('r1')).toEqual({ refusal: 'unknown' });
  expect(await listMembers(hp)).toEqual([]);
});

describe('the provider', () => {
  it('is asked again when it could not be reached', async () => {
    await testAccounts(hp);
    const { port } = new URL(provider.issuer);
    configure({ HOLDPOINT_OIDC_ISSUER: `http://localhost:${port}`, HOLDPOINT_OIDC_NAME: 'Example' });
    await expect(beginOidcSignIn(hp, '/')).rejects.toThrow('Example is not who it should be');
    configure({ HOLDPOINT_OIDC_ISSUER: 'http://127.0.0.1:9' });
    await expect(beginOidcSignIn(hp, '/')).rejects.toThrow('Example cannot be reached now');

    configure();

    expect((await beginOidcSignIn(hp, '/')).url).toContain(provider.issuer);
  });

  it('is sent a challenge, a state and a nonce', async () => {
    const { url } = await beginOidcSignIn(hp, '/');

    const { searchParams } = new URL(url);
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    expect(searchParams.get('redirect_uri')).toBe(`${PUBLIC_URL}/sign-in/callback/oidc`);
    for (const name of ['code_challenge', 'state', 'nonce']) expect(searchParams.get(name)?.length).toBeGreaterThan(20);
  });

  it('is not believed with the wrong secret of the server', async () => {
    await testAccounts(hp);
    configure({ HOLDPOINT_OIDC_CLIENT_SECRET: 'another' });
    provider.people.ada = { email: 'ada@example.com', email_verified: true };

    expect(await signInAs('ada')).toEqual({ refusal: 'failed' });
  });

  it('keeps nothing of it in the database', async () => {
    await testAccounts(hp);
    provider.people.ada = { email: 'ada@example.com', email_verified: true };

    await signInAs('ada');

    const kept = await hp.db.prisma.memberCredential.findMany({ where: { providerId: 'oidc' } });
    expect(kept).toMatchObject([{ accountId: `${provider.issuer} ada`, accessToken: null, idToken: null }]);
    expect(await hp.db.prisma.memberVerification.count()).toBe(0);
  });
});
