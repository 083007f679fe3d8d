import { knownPublicUrl } from '#lib/runs/public-url';

/** Whether a request with a browser's cookie was made by a page of this server, or by the person in the address bar. */
export function isOwnOrigin(header: (name: string) => string | null | undefined): boolean {
  const site = header('sec-fetch-site');
  if (site) return site === 'same-origin' || site === 'none';
  const origin = header('origin');
  // No browser: those send one of the two with everything that changes anything.
  if (!origin) return true;
  if (!URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  const known = knownPublicUrl();
  return host === header('host') || (known !== null && host === new URL(known).host);
}
