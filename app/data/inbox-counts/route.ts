import { jsonRoute } from '#app/_data/json-route';
import { readReviewer } from '#app/_shell/read-reviewer';
import { loadInboxParams, toInboxFilter } from '#app/inbox/inbox-params';
import { countInbox } from '#lib/review/list-inbox';
import { holdpoint } from '#lib/runs/holdpoint';

export function GET(request: Request): Promise<Response> {
  return jsonRoute('see', async () =>
    countInbox(await holdpoint(), toInboxFilter(loadInboxParams(request), await readReviewer())),
  );
}
