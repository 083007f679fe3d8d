import { jsonRoute } from '#app/_data/json-route';
import { loadThreadParams, toThreadFilter } from '#app/threads/_list/thread-filter';
import { listThreads } from '#lib/review/list-threads';
import { holdpoint } from '#lib/runs/holdpoint';

export function GET(request: Request): Promise<Response> {
  return jsonRoute('see', async () => listThreads(await holdpoint(), toThreadFilter(loadThreadParams(request))));
}
