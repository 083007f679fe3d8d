import { jsonRoute } from '#app/_data/json-route';
import { listGraphs } from '#lib/review/list-graphs';
import { holdpoint } from '#lib/runs/holdpoint';

export function GET(): Promise<Response> {
  return jsonRoute('see', async () => listGraphs(await holdpoint()));
}
