/** Reads one of the dashboard's own routes under /data. `T` is what that route's read model returns. */
export async function fetchJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal, headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(await messageOf(response));
  // The route and this call name the same read model; both are ours.
  return (await response.json()) as T;
}

async function messageOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  if (typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string')
    return body.message;
  return `The server answered ${response.status}. Try again; if it stays so, look at the server's log.`;
}
