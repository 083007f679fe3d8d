import { z } from 'zod';
import { jsonRoute } from '#app/_data/json-route';
import { readReviewer } from '#app/_shell/read-reviewer';
import { HoldpointError } from '#lib/errors';
import { announceLook } from '#lib/review/announce-look';
import { holdpoint } from '#lib/runs/holdpoint';

const schema = z.object({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  tab: z.string().min(1).max(32),
  here: z.boolean(),
});

/** A tab says that its person looks at the question, or does no longer. A page that goes can post, but not call an action. */
export function POST(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return jsonRoute('see', async () => {
    const body: unknown = await request.json().catch(() => null);
    const { success, data } = schema.safeParse(Object.assign({}, body, await params));
    if (!success) throw new HoldpointError('invalid_request', 'Send {"tab": "...", "here": true or false}.');
    const by = await readReviewer();
    if (by !== null) await announceLook(await holdpoint(), { i: data.id, tab: data.tab, by, here: data.here });
    return { heard: by !== null };
  });
}
