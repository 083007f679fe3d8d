import { HoldpointError } from '#lib/errors';
import { t } from '#lib/language/gettext';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { logger } from '#lib/runs/logger';
import { accountsMode } from './accounts-mode';
import { oidcAuthOf } from './oidc-auth';
import { OIDC } from './oidc-member';
import { type OidcSettings, oidcSettings } from './oidc-settings';
import { returnPath } from './return-path';
import { cookiesOf, type SetCookie } from './set-cookie';
import { type Refusal, refusalOfError } from './sign-in-refusal';

/** @returns where the provider asks who somebody is, and what the browser keeps until they are back. @throws HoldpointError */
export async function beginOidcSignIn(hp: Holdpoint, to: string): Promise<{ url: string; cookies: SetCookie[] }> {
  const settings = configured();
  const auth = await oidcAuthOf(hp, settings).catch((error: unknown) => {
    logger().warn({ err: error, issuer: settings.issuer }, 'the provider of sign-ins is in trouble');
    throw error;
  });
  const { response, headers } = await auth.api.signInSocial({
    body: { provider: OIDC, callbackURL: returnPath(to), disableRedirect: true },
    returnHeaders: true,
  });
  if (!response.url) throw new Error('Better Auth made no address to sign in at.');
  return { url: response.url, cookies: cookiesOf(headers) };
}

export type FinishedSignIn = { path: string; cookies: SetCookie[] } | { refusal: Refusal };

/** `query`: what the provider sent somebody back with. */
export async function finishOidcSignIn(
  hp: Holdpoint,
  { query, cookie }: { query: Record<string, string>; cookie: string },
): Promise<FinishedSignIn> {
  const settings = configured();
  // The first account is an admin's, and made otherwise.
  if ((await accountsMode(hp)) !== 'closed') return { refusal: 'unknown' };
  try {
    const auth = await oidcAuthOf(hp, settings);
    const answer = await auth.api.callbackOAuth({
      ...{ method: 'GET', params: { id: OIDC }, query, headers: new Headers({ cookie }) },
      asResponse: true,
    });
    const location = new URL(answer.headers.get('location') ?? '/', settings.publicUrl);
    const error = location.searchParams.get('error');
    if (error && isErrorPage(location)) return refused(refusalOf(error), { error });
    return { path: returnPath(`${location.pathname}${location.search}`), cookies: cookiesOf(answer.headers) };
  } catch (error) {
    const refusal = refusalOfError(error);
    if (refusal) return refused(refusal);
    logger().warn({ err: error, issuer: settings.issuer }, 'a sign-in with the provider failed');
    return { refusal: 'failed' };
  }
}

function configured(): OidcSettings {
  const settings = oidcSettings();
  if (settings) return settings;
  throw new HoldpointError('conflict', t`This server has no provider to sign in with.`);
}

/** Better Auth's own, to which it leads with every error; a page that one was going to is another. */
function isErrorPage({ pathname }: URL): boolean {
  return pathname === '/sign-in/error';
}

function refused(refusal: Refusal, details: Record<string, string> = {}): FinishedSignIn {
  logger().info({ refusal, ...details }, 'a sign-in with the provider was refused');
  return { refusal };
}

/** Of what Better Auth and the provider call it: OAuth 2.0, 4.1.2.1, and OpenID Connect Core 1.0, 3.1.2.6. */
function refusalOf(error: string): Refusal {
  if (/^(?:access_denied|login_required|interaction_required|consent_required)$/.test(error)) return 'denied';
  if (/^state_/.test(error)) return 'expired';
  return 'failed';
}
