import { keepAliveStream } from '#lib/api/keep-alive-stream';
import { followChanges } from '#lib/review/follow-changes';
import { holdpoint } from '#lib/runs/holdpoint';

export const dynamic = 'force-dynamic';

/** Server-sent events that say which rows changed; `?thread=<id>` for those of one thread. Screens read the rows again. */
export async function GET(request: Request): Promise<Response> {
  const { db } = await holdpoint();
  const threadId = new URL(request.url).searchParams.get('thread') ?? undefined;
  const body = keepAliveStream({
    async *source(signal) {
      for await (const message of followChanges(db, { threadId, signal })) yield `data: ${JSON.stringify(message)}\n\n`;
    },
    // A page does not hear of comments.
    beat: 'data: {"k":"beat"}\n\n',
    clientSignal: request.signal,
    beatEveryMs: 15_000,
  });
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  });
}
