import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Holdpoint, openHoldpoint } from '#lib/runs/holdpoint';
import { recordedName, testAccounts, withKey } from '#lib/testing/accounts';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { statementsOf } from '#lib/testing/statements-of';
import { createApiKey, revokeApiKey } from './api-keys';
import { type Credentials, credentialsOf, identify } from './identify';
import { listApiKeys } from './list-accounts';
import { watchAccess } from './watch-access';

let hp: TestHoldpoint;
let another: () => ReturnType<typeof openHoldpoint>;

beforeEach(async () => {
  const db = await testDatabase();
  hp = await testHoldpoint(db, {});
  another = async () => openHoldpoint(await db.another(), new Map());
});

afterEach(() => {
  vi.useRealTimers();
});

const nameOf = (credentials: Credentials, at: Holdpoint = hp) => recordedName(at, credentials);

describe('API keys', () => {
  it('are known by their name, in either header', async () => {
    const { key } = await testAccounts(hp);
    const secret = await key('Deployer', 'operator');
    const headers: Record<string, string>[] = [{ 'x-api-key': secret }, { authorization: `Bearer ${secret}` }];

    for (const sent of headers) {
      expect(
        await identify(
          hp,
          credentialsOf((name) => sent[name]),
        ),
      ).toMatchObject({ name: 'Deployer', role: 'operator' });
    }
    expect(await nameOf(withKey(`${secret}x`))).toBe(null);
    expect(JSON.stringify(await hp.db.prisma.apiKey.findMany())).not.toContain(secret);
  });

  it('are not looked up again for every request', async () => {
    const { key } = await testAccounts(hp);
    const secret = await key('Deployer', 'viewer');
    const statements = () => statementsOf(() => identify(hp, withKey(secret)));

    // What is known is forgotten once more when the server hears that the key was made.
    await expect.poll(statements).toEqual([]);
    expect((await listApiKeys(hp))[0]?.lastUsedAt).not.toBe(null);
  });

  it('one that is revoked opens nothing, here at once and elsewhere when told', async () => {
    const other = await another();
    const { key } = await testAccounts(hp);
    const secret = withKey(await key('Deployer', 'viewer'));
    expect(await nameOf(secret)).toBe('Deployer');
    expect(await nameOf(secret, other)).toBe('Deployer');
    const ended = new Promise<void>((resolve) => void watchAccess(other, secret, resolve));
    const [{ id } = { id: '' }] = await listApiKeys(hp);

    await revokeApiKey(hp, { id, actor: 'Ada' });

    expect(await nameOf(secret)).toBe(null);
    await ended;
    expect(await nameOf(secret, other)).toBe(null);
  });

  it('one that has expired opens nothing, also while it is remembered', async () => {
    const { key } = await testAccounts(hp);
    const secret = withKey(await key('Deployer', 'viewer', 1));
    expect(await nameOf(secret)).toBe('Deployer');

    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 24 * 60 * 60 * 1000 });

    expect(await nameOf(secret)).toBe(null);
  });

  it('are not used up by use', async () => {
    const { key } = await testAccounts(hp);
    const secret = withKey(await key('Deployer', 'viewer'));

    for (let use = 0; use < 15; use++) {
      hp.accounts.changed();
      expect(await nameOf(secret)).toBe('Deployer');
    }
  });

  it('have a name that nobody has', async () => {
    const { admin } = await testAccounts(hp);

    const made = createApiKey(hp, { name: 'ada', role: 'admin', days: null, actor: admin });

    await expect(made).rejects.toThrow('ada is the name of a member');
  });
});
