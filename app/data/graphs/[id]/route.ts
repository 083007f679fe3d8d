import { jsonRoute } from '#app/_data/json-route';
import { getGraph } from '#lib/review/get-graph';
import { holdpoint } from '#lib/runs/holdpoint';

export function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return jsonRoute('see', async () => getGraph(await holdpoint(), (await params).id));
}
