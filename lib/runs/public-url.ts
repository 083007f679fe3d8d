const SETTING = 'HOLDPOINT_PUBLIC_URL';

/**
 * Where people reach the screens, without a slash at the end: what links in messages begin with. Default: where `npm start`
 * listens.
 * @throws Error that names a setting which cannot be used
 */
export function publicUrl(env: Record<string, string | undefined> = process.env): string {
  const given = env[SETTING];
  if (!given) return `http://${env.HOST || '127.0.0.1'}:${env.PORT || 3000}`;
  const isAddress = URL.canParse(given) && /^https?:$/.test(new URL(given).protocol);
  if (!isAddress)
    throw new Error(`${SETTING} is ${given}; it must be an address such as https://holdpoint.example.com.`);
  return given.replace(/\/+$/, '');
}
