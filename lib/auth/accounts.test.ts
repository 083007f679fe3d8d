import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Holdpoint, openHoldpoint } from '#lib/runs/holdpoint';
import { PASSWORD, recordedName, testAccounts } from '#lib/testing/accounts';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { statementsOf } from '#lib/testing/statements-of';
import { accountsMode } from './accounts-mode';
import { countAttempt } from './attempts';
import { createFirstAccount } from './first-account';
import { type Credentials, identify } from './identify';
import { listAccountChanges, listMembers } from './list-accounts';
import { changeRole, createMember, disableMember, enableMember, newPasswordLink } from './members';
import { setupCode } from './server-secret';
import { changePassword, setPassword, signIn, signOut } from './sign-in';
import { watchAccess } from './watch-access';

let hp: TestHoldpoint;
let another: () => ReturnType<typeof openHoldpoint>;

beforeEach(async () => {
  const db = await testDatabase();
  hp = await testHoldpoint(db, {});
  another = async () => openHoldpoint(await db.another(), new Map());
});

afterEach(() => {
  delete process.env.HOLDPOINT_ACCOUNTS;
  vi.useRealTimers();
});

const NOTHING: Credentials = { key: null, cookie: null };
const withCookie = (cookie: string): Credentials => ({ key: null, cookie });

const nameOf = (credentials: Credentials, at: Holdpoint = hp) => recordedName(at, credentials);

describe('an open server', () => {
  it('lets anyone in and asks the database nothing', async () => {
    const statements = await statementsOf(async () => {
      expect(await nameOf(NOTHING)).toBe('anyone');
    });

    expect(statements).toEqual([]);
  });

  it('is closed by the first account, on every process', async () => {
    const other = await another();
    const ended = new Promise<void>((resolve) => void watchAccess(other, NOTHING, resolve));

    await testAccounts(hp);

    expect(await nameOf(NOTHING)).toBe(null);
    await ended;
    expect(await accountsMode(other)).toBe('closed');
    expect(await nameOf(NOTHING, other)).toBe(null);
  });

  it('takes one first account, however many are made at once', async () => {
    const made = await Promise.allSettled(
      ['Ada', 'Bob', 'Eve'].map((name) =>
        createFirstAccount(hp, { name, email: `${name}@example.com`, password: PASSWORD }),
      ),
    );

    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await listMembers(hp)).toHaveLength(1);
  });
});

describe('a server that must have accounts', () => {
  beforeEach(() => {
    process.env.HOLDPOINT_ACCOUNTS = 'required';
  });

  it('lets nobody in before there is one', async () => {
    expect(await accountsMode(hp)).toBe('setup');
    expect(await nameOf(NOTHING)).toBe(null);
  });

  it('takes the first one only with the code that it prints, the same in every process', async () => {
    const first = { name: 'Ada', email: 'ada@example.com', password: PASSWORD };
    const code = await setupCode(hp);

    expect(await setupCode(await another())).toBe(code);
    await expect(createFirstAccount(hp, first)).rejects.toThrow('not the code');
    await expect(createFirstAccount(hp, { ...first, code: `${code.slice(0, -1)}1` })).rejects.toThrow('not the code');
    await createFirstAccount(hp, { ...first, code: code.toLowerCase() });

    expect(await accountsMode(hp)).toBe('closed');
    expect(await hp.db.prisma.serverSecret.findMany({ select: { name: true } })).toEqual([{ name: 'sessions' }]);
  });

  it('refuses another setting by its name', async () => {
    process.env.HOLDPOINT_ACCOUNTS = 'yes';

    await expect(accountsMode(hp)).rejects.toThrow('HOLDPOINT_ACCOUNTS is yes');
  });
});

describe('members', () => {
  it('sign in with their password, and are known by their name', async () => {
    const { cookieOf, member } = await testAccounts(hp);
    await member('Rita', 'reviewer');

    const cookie = await cookieOf('RITA@example.com');

    expect(await identify(hp, withCookie(cookie))).toMatchObject({ kind: 'member', name: 'Rita', role: 'reviewer' });
    expect(await nameOf(withCookie(`${cookie.slice(0, -3)}abc`))).toBe(null);
    expect(await nameOf(withCookie(`theme=dark; holdpoint_reviewer=Ada; ${cookie}`))).toBe('Rita');
    expect(await nameOf(withCookie('holdpoint_reviewer=Ada'))).toBe(null);
  });

  it('are told the same whether the address or the password is wrong', async () => {
    await testAccounts(hp);

    const wrong = 'E-mail address or password are wrong, or the account is disabled.';

    await expect(signIn(hp, { email: 'ada@example.com', password: 'something else' })).rejects.toThrow(wrong);
    await expect(signIn(hp, { email: 'nobody@example.com', password: PASSWORD })).rejects.toThrow(wrong);
  });

  it('wait after many wrong passwords at any process, and so does who does not exist', async () => {
    const other = await another();
    const { member } = await testAccounts(hp);
    await member('Eve', 'viewer');

    for (const name of ['eve@example.com', 'ghost@example.com']) {
      for (let tries = 0; tries < 10; tries++) await countAttempt(other, `sign-in ${name}`);
      await expect(signIn(hp, { email: name.toUpperCase(), password: PASSWORD })).rejects.toThrow('tried too often');
    }
  });

  it('are counted once each, however many try at once, and not after they got in', async () => {
    const { cookieOf } = await testAccounts(hp);
    const tries = (count: number) => Array.from({ length: count }, () => countAttempt(hp, 'sign-in ada@example.com'));

    const first = await Promise.allSettled(tries(9));
    await cookieOf('ada@example.com');
    const second = await Promise.allSettled(tries(12));

    expect(first.filter(({ status }) => status === 'rejected')).toHaveLength(0);
    expect(second.filter(({ status }) => status === 'rejected')).toHaveLength(2);
  });

  it('have waited after five minutes, and nothing is kept of it', async () => {
    await testAccounts(hp);
    for (let tries = 0; tries < 10; tries++) await countAttempt(hp, 'sign-in ada@example.com');
    expect(JSON.stringify(await hp.db.prisma.attempt.findMany())).not.toContain('ada');

    await hp.db.prisma.$executeRaw`UPDATE attempts SET until = until - interval '5 minutes'`;

    await countAttempt(hp, 'sign-in bob@example.com');
    expect(await hp.db.prisma.attempt.count()).toBe(1);
    await countAttempt(hp, 'sign-in ada@example.com');
  });

  it('who is disabled is out at once, everywhere, and gets in again only when enabled', async () => {
    const other = await another();
    const { cookieOf, member } = await testAccounts(hp);
    const id = await member('Rita', 'reviewer');
    const cookie = withCookie(await cookieOf('rita@example.com'));
    expect(await nameOf(cookie, other)).toBe('Rita');
    expect(await nameOf(cookie)).toBe('Rita');
    const ended = new Promise<void>((resolve) => void watchAccess(other, cookie, resolve));

    await disableMember(hp, { id, actor: 'Ada' });

    expect(await nameOf(cookie)).toBe(null);
    await ended;
    expect(await nameOf(cookie, other)).toBe(null);
    await expect(cookieOf('rita@example.com')).rejects.toThrow('disabled');
    await enableMember(hp, { id, actor: 'Ada' });
    expect(await nameOf(withCookie(await cookieOf('rita@example.com')))).toBe('Rita');
  });

  it('a new role counts with the next request', async () => {
    const { cookieOf, member } = await testAccounts(hp);
    const id = await member('Rita', 'viewer');
    const cookie = withCookie(await cookieOf('rita@example.com'));
    await identify(hp, cookie);

    await changeRole(hp, { id, role: 'operator', actor: 'Ada' });

    expect(await identify(hp, cookie)).toMatchObject({ role: 'operator' });
  });

  it('the last admin stays one', async () => {
    const { admin, member } = await testAccounts(hp);
    const refused = 'Ada is the only admin';

    await expect(disableMember(hp, { id: admin.id, actor: 'Ada' })).rejects.toThrow(refused);
    await expect(changeRole(hp, { id: admin.id, role: 'viewer', actor: 'Ada' })).rejects.toThrow(refused);
    const bob = await member('Bob', 'admin');
    const both = await Promise.allSettled([
      disableMember(hp, { id: admin.id, actor: 'Bob' }),
      disableMember(hp, { id: bob, actor: 'Ada' }),
    ]);

    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('have names that no other member and no key has, in whatever case', async () => {
    const { key } = await testAccounts(hp);
    await key('Deployer', 'operator');
    const make = (name: string) => createMember(hp, { name, email: 'x@example.com', role: 'viewer', actor: 'Ada' });

    await expect(make(' ADA ')).rejects.toThrow('ADA is the name of a member');
    await expect(make('deployer')).rejects.toThrow('deployer is the name of an API key');
    await expect(make('link: Maria')).rejects.toThrow('link:');
    await expect(make('A\u200bda')).rejects.toThrow('nobody sees');
  });

  it('choose their password by a link that is good once, until the next is made', async () => {
    const { cookieOf } = await testAccounts(hp);
    const tokenOf = ({ path }: { path: string }) => path.split('token=')[1] ?? '';
    const invited = { name: 'Rita', email: 'rita@example.com', role: 'viewer', actor: 'Ada' } as const;
    const first = tokenOf(await createMember(hp, invited));
    const { id } = await hp.db.prisma.member.findUniqueOrThrow({ where: { email: invited.email } });
    const second = tokenOf(await newPasswordLink(hp, { id, actor: 'Ada' }));

    expect(JSON.stringify(await hp.db.prisma.memberVerification.findMany())).not.toContain(second);
    await expect(setPassword(hp, { token: first, chosen: PASSWORD })).rejects.toThrow('used before');
    await expect(setPassword(hp, { token: second, chosen: 'short' })).rejects.toMatchObject({
      details: { errors: [{ path: ['password'], message: 'A password has at least 12 characters.' }] },
    });
    await setPassword(hp, { token: second, chosen: PASSWORD });
    await expect(setPassword(hp, { token: second, chosen: 'another password' })).rejects.toThrow('used before');
    expect(await nameOf(withCookie(await cookieOf('rita@example.com')))).toBe('Rita');
  });

  it('change their password knowing the old one, which ends all other sessions', async () => {
    const { cookieOf } = await testAccounts(hp);
    const [here, elsewhere] = [await cookieOf('ada@example.com'), await cookieOf('ada@example.com')];
    const change = (current: string) => changePassword(hp, { cookie: here, current, chosen: 'a new long password' });

    await expect(change('wrong password')).rejects.toThrow('current password is not right');
    await change(PASSWORD);

    expect(await nameOf(withCookie(elsewhere))).toBe(null);
    expect(await nameOf(withCookie(here))).toBe('Ada');
    await expect(cookieOf('ada@example.com')).rejects.toThrow('are wrong');
  });

  it('change no password where they are not signed in', async () => {
    await testAccounts(hp);

    const change = changePassword(hp, { cookie: 'nothing=1', current: PASSWORD, chosen: 'a new long password' });

    await expect(change).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it('are signed out for whoever has the cookie', async () => {
    const { cookieOf } = await testAccounts(hp);
    const cookie = await cookieOf('ada@example.com');
    expect(await nameOf(withCookie(cookie))).toBe('Ada');

    const removed = await signOut(hp, cookie);

    expect(removed).toContainEqual(expect.objectContaining({ maxAge: 0 }));
    expect(await nameOf(withCookie(cookie))).toBe(null);
  });
});

it('what becomes of members and keys is recorded, with who did it', async () => {
  const { key, member } = await testAccounts(hp);
  const id = await member('Rita', 'viewer');
  await changeRole(hp, { id, role: 'reviewer', actor: 'Ada' });
  await key('Deployer', 'operator', 7);

  const changes = await listAccountChanges(hp);

  expect(changes.map(({ kind, actor, subject }) => [kind, actor, subject]).reverse()).toEqual([
    ['create_member', null, 'Ada'],
    ['create_member', 'Ada', 'Rita'],
    ['set_password', 'Rita', 'Rita'],
    ['change_role', 'Ada', 'Rita'],
    ['create_key', 'Ada', 'Deployer'],
  ]);
  expect(changes[1]?.detail).toEqual({ from: 'viewer', to: 'reviewer' });
});
