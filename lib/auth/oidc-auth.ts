// A second Better Auth, for the provider alone: it cannot be made before the provider answers, and passwords and sessions must not
// wait for that. It shares the tables, the secret and the cookies of the first.

import type { Holdpoint } from '#lib/runs/holdpoint';
import { logger } from '#lib/runs/logger';
import { processWide } from '#lib/store/process-wide';
import { authOptions } from './better-auth';
import { personOf } from './oidc-claims';
import { discoverProvider, discoveryUrl } from './oidc-discovery';
import { admitPerson, OIDC } from './oidc-member';
import type { OidcSettings } from './oidc-settings';

export type OidcAuth = Awaited<ReturnType<typeof build>>;

/** The one of this process for this database, which is asked for again as long as it cannot be made. */
export function oidcAuthOf(hp: Holdpoint, settings: OidcSettings): Promise<OidcAuth> {
  const built = processWide('oidc-auth', () => new WeakMap<object, Promise<OidcAuth>>());
  const held = built.get(hp.db.prisma) ?? build(hp, settings);
  built.set(hp.db.prisma, held);
  held.catch(() => built.delete(hp.db.prisma));
  return held;
}

async function build(hp: Holdpoint, settings: OidcSettings) {
  const [{ betterAuth }, { genericOAuth }, options, provider] = await Promise.all([
    import('better-auth'),
    import('better-auth/plugins/generic-oauth'),
    authOptions(hp),
    discoverProvider(settings),
  ]);
  const takesBasic = provider.token_endpoint_auth_methods_supported.includes('client_secret_basic');
  const { clientId, clientSecret, publicUrl } = settings;
  const auth = betterAuth({
    ...options,
    baseURL: publicUrl,
    // With `/callback/oidc` behind it, which Better Auth adds: where the provider sends people back to.
    basePath: '/sign-in',
    logger: { log: (level, message, ...rest) => logger()[level]({ details: rest.map(String) }, `sign-in: ${message}`) },
    account: {
      ...options.account,
      // Who may come is decided, and linked, before Better Auth looks: see `admitPerson`.
      accountLinking: { enabled: false },
      // Nothing is done in anybody's name at the provider.
      updateAccountOnSignIn: false,
      // So that strangers fill no table.
      storeStateStrategy: 'cookie',
    },
    plugins: [
      genericOAuth({
        config: [
          {
            providerId: OIDC,
            clientId,
            clientSecret,
            discoveryUrl: discoveryUrl(settings),
            requireIdTokenVerification: true,
            pkce: true,
            scopes: ['openid', 'email', 'profile'],
            authentication: takesBasic ? 'basic' : 'post',
            disableSignUp: true,
            getUserInfo: async (tokens) => {
              const person = await personOf(provider, tokens);
              const { name, email } = await admitPerson(hp, person, settings);
              return { sub: person.accountId, name, email, emailVerified: true };
            },
            accountSubject: ({ profile }) => profile.sub ?? '',
          },
        ],
      }),
    ],
  });
  const { socialProviders } = await auth.$context;
  if (socialProviders.length === 0) throw new Error(`Better Auth does not take the provider ${settings.issuer}.`);
  return auth;
}
