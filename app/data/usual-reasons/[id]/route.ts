import { jsonRoute } from '#app/_data/json-route';
import { listUsualReasons } from '#lib/review/list-usual-reasons';
import { holdpoint } from '#lib/runs/holdpoint';

/** Where the question with this id is asked. */
export function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return jsonRoute('review', async () => listUsualReasons(await holdpoint(), (await params).id));
}
