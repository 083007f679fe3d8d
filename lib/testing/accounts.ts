import { createApiKey } from '#lib/auth/api-keys';
import { createFirstAccount } from '#lib/auth/first-account';
import { type Credentials, identify } from '#lib/auth/identify';
import { createMember } from '#lib/auth/members';
import type { Role } from '#lib/auth/permissions';
import { setPassword, signIn } from '#lib/auth/sign-in';
import type { Holdpoint } from '#lib/runs/holdpoint';

export const PASSWORD = 'correct horse battery';

/** Accounts and keys as people make them. The server is closed from the first one on. */
export async function testAccounts(hp: Holdpoint) {
  await createFirstAccount(hp, { name: 'Ada', email: 'ada@example.com', password: PASSWORD });
  const { id } = await hp.db.prisma.member.findFirstOrThrow();
  const admin = { id, name: 'Ada' };

  /** The cookie header of a new session. */
  async function cookieOf(email: string): Promise<string> {
    const cookies = await signIn(hp, { email, password: PASSWORD });
    return cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
  }

  return {
    admin,
    cookieOf,
    /** @returns the id */
    async member(name: string, role: Role): Promise<string> {
      const email = `${name.toLowerCase()}@example.com`;
      const { path } = await createMember(hp, { name, email, role, actor: 'Ada' });
      await setPassword(hp, { token: path.split('token=')[1] ?? '', chosen: PASSWORD });
      return (await hp.db.prisma.member.findUniqueOrThrow({ where: { email } })).id;
    },
    async key(name: string, role: Role, days: number | null = null): Promise<string> {
      return (await createApiKey(hp, { name, role, days, actor: admin })).key;
    },
  };
}

export const withKey = (key: string): Credentials => ({ key, cookie: null });

/** The name that what these credentials do is recorded with. */
export async function recordedName(hp: Holdpoint, credentials: Credentials): Promise<string | null> {
  const caller = await identify(hp, credentials);
  if (caller?.kind === 'anyone') return 'anyone';
  return caller?.name ?? null;
}
