import { t } from '#lib/language/gettext';
import { ReadError } from './read-error';

/** Reads one of the dashboard's own routes under /data. `T` is what that route's read model returns. @throws ReadError */
export async function fetchJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal, headers: { accept: 'application/json' } });
  // Signed out: the page is read again, which leads to where one signs in.
  if (response.headers.has('x-sign-in')) location.reload();
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok || body === undefined) throw new ReadError(response.status, messageOf(response, body));
  // The route and this call name the same read model; both are ours.
  return body as T;
}

/** Not all that answers is this server: something with a sign-in may stand before it. */
function messageOf({ status, ok }: Response, body: unknown): string {
  if (typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string')
    return body.message;
  if (status === 401 || status === 403)
    return t`Reading this was refused (${status}). You may have to sign in again: reload the page.`;
  if (ok) return t`Something else than this server answered, perhaps a page to sign in. Reload the page.`;
  return t`The server answered ${status}. Try again; if it stays so, look at the server's log.`;
}
