import { z } from 'zod';
import { HoldpointError } from '#lib/errors';
import { t } from '#lib/language/gettext';
import type { OidcSettings } from './oidc-settings';

const PATIENCE_MS = 8_000;

const discoveryDocument = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  /** OpenID Connect Discovery 1.0, 3: without it, `client_secret_basic` is meant. */
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
});

export type OidcProvider = z.infer<typeof discoveryDocument>;

export function discoveryUrl({ issuer }: Pick<OidcSettings, 'issuer'>): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
}

/** What the provider says of itself. @throws HoldpointError `conflict`, which people are told, with a cause for the log */
export async function discoverProvider(settings: Pick<OidcSettings, 'issuer' | 'name'>): Promise<OidcProvider> {
  const url = discoveryUrl(settings);
  const { name } = settings;
  const trouble = (message: string, cause: unknown) => new HoldpointError('conflict', message, { cause });
  const answer = await fetchJson(url).catch((error: unknown) => {
    throw trouble(t`${name} cannot be reached now. Try again later, or sign in with your password.`, error);
  });
  const { data, error } = discoveryDocument.safeParse(answer);
  if (error)
    throw trouble(
      t`${name} does not answer as a provider of OpenID Connect. Try again later, or sign in with your password.`,
      error,
    );
  // OpenID Connect Discovery 1.0, 4.3. Some write a slash at the end in one place and not in the other.
  if (data.issuer.replace(/\/$/, '') !== settings.issuer.replace(/\/$/, ''))
    throw trouble(
      t`${name} is not who it should be. Try again later, or sign in with your password.`,
      new Error(`${url} is the document of the issuer ${data.issuer}.`),
    );
  return data;
}

/** @throws Error also for an answer that is no success, or that takes too long */
export async function fetchJson(url: string, headers: Record<string, string> = {}): Promise<unknown> {
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
  return answer.json();
}
