import { knownPublicUrl } from '#lib/runs/public-url';
import { isRole, type Role } from './permissions';

const ISSUER = 'HOLDPOINT_OIDC_ISSUER';
const CLIENT_ID = 'HOLDPOINT_OIDC_CLIENT_ID';
const CLIENT_SECRET = 'HOLDPOINT_OIDC_CLIENT_SECRET';
const NAME = 'HOLDPOINT_OIDC_NAME';
const ROLE = 'HOLDPOINT_OIDC_ROLE';

export interface OidcSettings {
  /** As the provider writes it in its tokens. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What people call it. */
  name: string;
  /** What whoever the provider knows gets an account with; null: only members may come. */
  role: Exclude<Role, 'admin'> | null;
  /** Where people come back to. */
  publicUrl: string;
}

type Environment = Record<string, string | undefined>;

/** Null: people sign in with passwords alone. @throws Error that names a setting which cannot be used */
export function oidcSettings(env: Environment = process.env): OidcSettings | null {
  const issuer = env[ISSUER]?.trim();
  if (!issuer) {
    const alone = [CLIENT_ID, CLIENT_SECRET, NAME, ROLE].find((setting) => env[setting]);
    if (alone) throw new Error(`${alone} is set, and ${ISSUER} is not: say who people sign in with.`);
    return null;
  }
  if (!isIssuer(issuer))
    throw new Error(
      `${ISSUER} is ${issuer}; it must be an https address such as https://login.example.com, without ? and #. http is for this machine alone.`,
    );
  const publicUrl = knownPublicUrl(env);
  if (!publicUrl)
    throw new Error(`${ISSUER} is set, and HOLDPOINT_PUBLIC_URL is not: say where people come back to from there.`);
  const [clientId, clientSecret] = [needed(env, CLIENT_ID), needed(env, CLIENT_SECRET)];
  return { issuer, clientId, clientSecret, name: env[NAME]?.trim() || 'single sign-on', role: roleIn(env), publicUrl };
}

/** What has to be registered with the provider. */
export function oidcCallbackUrl({ publicUrl }: OidcSettings): string {
  return `${publicUrl}/sign-in/callback/oidc`;
}

function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash } = new URL(text);
  const isHere = /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
  return (protocol === 'https:' || (protocol === 'http:' && isHere)) && !search && !hash;
}

function needed(env: Environment, setting: string): string {
  const value = env[setting]?.trim();
  if (!value) throw new Error(`${ISSUER} is set, and ${setting} is not: the provider gives one to each client.`);
  return value;
}

function roleIn(env: Environment): OidcSettings['role'] {
  const given = env[ROLE]?.trim();
  if (!given) return null;
  if (isRole(given) && given !== 'admin') return given;
  throw new Error(`${ROLE} is ${given}; it must be viewer, reviewer or operator. Admins are made by admins.`);
}
