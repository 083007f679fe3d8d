import { jsonRoute } from '#app/_data/json-route';
import { loadRunParams, toRunFilter } from '#app/runs/_list/run-filter';
import { listRuns } from '#lib/review/list-runs';
import { holdpoint } from '#lib/runs/holdpoint';

export function GET(request: Request): Promise<Response> {
  return jsonRoute('see', async () => listRuns(await holdpoint(), toRunFilter(loadRunParams(request))));
}
