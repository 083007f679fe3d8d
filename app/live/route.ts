import { keepAliveStream } from '#lib/api/keep-alive-stream';
import { permissionsOfCaller } from '#lib/auth/caller';
import { credentialsOf, identify } from '#lib/auth/identify';
import { watchAccess } from '#lib/auth/watch-access';
import { t } from '#lib/language/gettext';
import { followChanges } from '#lib/review/follow-changes';
import { holdpoint } from '#lib/runs/holdpoint';

export const dynamic = 'force-dynamic';

/** Server-sent events that say which rows changed; `?thread=<id>` for those of one thread. Screens read the rows again. */
export async function GET(request: Request): Promise<Response> {
  const hp = await holdpoint();
  const credentials = credentialsOf((name) => request.headers.get(name));
  if (!permissionsOfCaller(await identify(hp, credentials)).includes('see')) {
    return new Response(`${t`Sign in first.`}\n`, { status: 401 });
  }
  const threadId = new URL(request.url).searchParams.get('thread') ?? undefined;
  const body = keepAliveStream({
    async *source(signal) {
      for await (const message of followChanges(hp.db, { threadId, signal }))
        yield `data: ${JSON.stringify(message)}\n\n`;
    },
    // A page does not hear of comments.
    beat: 'data: {"k":"beat"}\n\n',
    clientSignal: request.signal,
    beatEveryMs: 15_000,
    onAccessEnded: (end) => watchAccess(hp, credentials, end),
    // The page reads again, and is told there.
    lastWords: 'data: {"k":"resync"}\n\n',
  });
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  });
}
