import { jsonRoute } from '#app/_data/json-route';
import { readReviewer } from '#app/_shell/read-reviewer';
import { loadInboxParams, toInboxFilter } from '#app/inbox/inbox-params';
import { listNewcomers } from '#lib/review/list-newcomers';
import { holdpoint } from '#lib/runs/holdpoint';

export function GET(request: Request): Promise<Response> {
  return jsonRoute('see', async () => {
    const filter = toInboxFilter(loadInboxParams(request), await readReviewer());
    return listNewcomers(await holdpoint(), { filter, since: new URL(request.url).searchParams.get('since') });
  });
}
