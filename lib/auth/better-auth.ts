// Better Auth keeps passwords, sessions and keys, on tables of our schema; see prisma/schema.prisma. It is called as a library: none
// of its endpoints is reachable from outside. It is loaded with the first account.

import type { BetterAuthOptions } from 'better-auth';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { knownPublicUrl } from '#lib/runs/public-url';
import { processWide } from '#lib/store/process-wide';
import { sessionSecret } from './server-secret';

type Context = Pick<Holdpoint, 'db'>;

export const PASSWORD_MIN_LENGTH = 12;
export const PASSWORD_MAX_LENGTH = 128;
export const KEY_PREFIX = 'hp_';

const DAY_SECONDS = 24 * 60 * 60;
const SESSION_DAYS = 30;
/** How long a link is good with which a member chooses a password. */
export const PASSWORD_LINK_DAYS = 3;

export type Auth = Awaited<ReturnType<typeof build>>;

/** The one of this process for this database. */
export function authOf(hp: Context): Promise<Auth> {
  const built = processWide('better-auth', () => new WeakMap<object, Promise<Auth>>());
  const held = built.get(hp.db.prisma) ?? build(hp);
  built.set(hp.db.prisma, held);
  held.catch(() => built.delete(hp.db.prisma));
  return held;
}

/** Tokens of links, between the call that makes one and Better Auth's callback for it, by the member's id. */
const passwordTokens = () => processWide('password-tokens', () => new Map<string, string>());

export function takePasswordToken(memberId: string): string | undefined {
  const token = passwordTokens().get(memberId);
  passwordTokens().delete(memberId);
  return token;
}

async function build(hp: Context) {
  const [{ betterAuth }, { apiKey }, options] = await Promise.all([
    import('better-auth'),
    import('@better-auth/api-key'),
    authOptions(hp),
  ]);
  return betterAuth({
    ...options,
    plugins: [
      apiKey({
        schema: { apikey: { modelName: 'apiKey' } },
        defaultPrefix: KEY_PREFIX,
        minimumNameLength: 1,
        maximumNameLength: 80,
        requireName: true,
        enableMetadata: true,
        rateLimit: { enabled: false },
        keyExpiration: { defaultExpiresIn: null, minExpiresIn: 0, maxExpiresIn: 10_000 },
        startingCharactersConfig: { shouldStore: true, charactersLength: KEY_PREFIX.length + 4 },
      }),
    ],
  });
}

/** What every instance of Better Auth is made of, however members sign in with it. */
export async function authOptions({ db }: Context) {
  const [{ prismaAdapter }, secret] = await Promise.all([import('better-auth/adapters/prisma'), sessionSecret({ db })]);
  const url = knownPublicUrl();
  return {
    appName: 'Holdpoint',
    secret,
    // Nothing is mounted there; Better Auth wants an address.
    baseURL: url ?? 'http://localhost',
    database: prismaAdapter(db.prisma, { provider: 'postgresql' }),
    telemetry: { enabled: false },
    logger: { disabled: true },
    user: {
      modelName: 'member',
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        disabledAt: { type: 'date', required: false, input: false },
      },
    },
    session: {
      modelName: 'memberSession',
      expiresIn: SESSION_DAYS * DAY_SECONDS,
      // A page cannot renew its cookie while it is rendered.
      disableSessionRefresh: true,
    },
    account: { modelName: 'memberCredential' },
    verification: { modelName: 'memberVerification', storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN_LENGTH,
      maxPasswordLength: PASSWORD_MAX_LENGTH,
      resetPasswordTokenExpiresIn: PASSWORD_LINK_DAYS * DAY_SECONDS,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) => void passwordTokens().set(user.id, token),
    },
    advanced: {
      cookiePrefix: 'holdpoint',
      useSecureCookies: url?.startsWith('https:') ?? false,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
      // The requests that it would look at are ours.
      disableOriginCheck: true,
    },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }: { userId: string }) => {
            const member = await db.prisma.member.findUnique({ where: { id: userId }, select: { disabledAt: true } });
            return member?.disabledAt === null;
          },
        },
      },
    },
  } satisfies BetterAuthOptions;
}
