const SETTING = 'HOLDPOINT_PUBLIC_URL';

type Environment = Record<string, string | undefined>;

/**
 * Where people reach the screens, without a slash at the end, if it was said.
 * @throws Error that names a setting which cannot be used
 */
export function knownPublicUrl(env: Environment = process.env): string | null {
  const given = env[SETTING];
  if (!given) return null;
  const isAddress = URL.canParse(given) && /^https?:$/.test(new URL(given).protocol);
  if (!isAddress)
    throw new Error(`${SETTING} is ${given}; it must be an address such as https://holdpoint.example.com.`);
  return given.replace(/\/+$/, '');
}

/** What links in messages begin with. Default: where `npm start` listens. */
export function publicUrl(env: Environment = process.env): string {
  return knownPublicUrl(env) ?? `http://${env.HOST || '127.0.0.1'}:${env.PORT || 3000}`;
}
