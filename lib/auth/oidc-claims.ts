import { z } from 'zod';
import { fetchJson, type OidcProvider } from './oidc-discovery';
import { SignInRefused } from './sign-in-refusal';

const claims = z.object({
  sub: z.string().min(1),
  email: z.string().optional(),
  // Some write it as a text.
  email_verified: z.union([z.boolean(), z.string()]).optional(),
  name: z.string().optional(),
});

type Claims = z.infer<typeof claims>;

/** Who the provider says has come. */
export interface OidcPerson {
  /** The issuer and its name for the person, which never changes: OpenID Connect Core 1.0, 5.7. */
  accountId: string;
  email: string | null;
  isEmailVerified: boolean;
  name: string | null;
}

/** Of an ID token whose signature, issuer, audience and nonce were checked; what it leaves out, the provider is asked for. */
export async function personOf(
  provider: OidcProvider,
  { idToken, accessToken }: { idToken?: string; accessToken?: string },
): Promise<OidcPerson> {
  const told = claimsOf(idToken);
  const asked =
    told.email === undefined && accessToken && provider.userinfo_endpoint
      ? claims.parse(await fetchJson(provider.userinfo_endpoint, { authorization: `Bearer ${accessToken}` }))
      : told;
  // OpenID Connect Core 1.0, 5.3.2.
  if (asked.sub !== told.sub) throw new SignInRefused('failed');
  const { email, email_verified: verified, name } = asked;
  return {
    accountId: `${provider.issuer} ${told.sub}`,
    email: email?.trim().toLowerCase() || null,
    isEmailVerified: verified === true || verified === 'true',
    name: name ?? told.name ?? null,
  };
}

function claimsOf(idToken: string | undefined): Claims {
  const payload = idToken?.split('.')[1];
  if (!payload) throw new SignInRefused('failed');
  return claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
}
