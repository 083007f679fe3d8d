import { jsonRoute } from '#app/_data/json-route';
import { readReviewer } from '#app/_shell/read-reviewer';
import { loadInboxParams, loadStretch, toInboxFilter } from '#app/inbox/inbox-params';
import { listInbox } from '#lib/review/list-inbox';
import { holdpoint } from '#lib/runs/holdpoint';

export function GET(request: Request): Promise<Response> {
  return jsonRoute('see', async () => {
    const filter = toInboxFilter(loadInboxParams(request), await readReviewer());
    return listInbox(await holdpoint(), { ...filter, ...loadStretch(request) });
  });
}
