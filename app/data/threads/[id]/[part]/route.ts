import { jsonRoute } from '#app/_data/json-route';
import { readThreadPart, threadParts } from '#app/threads/[id]/read-thread-part';
import { loadThreadPageParams } from '#app/threads/[id]/thread-params';
import { holdpoint } from '#lib/runs/holdpoint';

interface Context {
  params: Promise<{ id: string; part: string }>;
}

export function GET(request: Request, { params }: Context): Promise<Response> {
  return jsonRoute('see', async () => {
    const { id, part } = await params;
    const known = threadParts.find((name) => name === part);
    const { checkpoint, compare, level } = loadThreadPageParams(request);
    const place = { checkpoint, compare, level };
    return known ? readThreadPart(await holdpoint(), { threadId: id, part: known, ...place }) : null;
  });
}
