import { mayDo } from '#app/_auth/allow';
import { jsonRoute } from '#app/_data/json-route';
import { loadActivityParams, toActivityFilter } from '#app/activity/activity-params';
import { listActivity } from '#lib/review/list-activity';
import { holdpoint } from '#lib/runs/holdpoint';

export function GET(request: Request): Promise<Response> {
  return jsonRoute('see', async () => {
    const filter = toActivityFilter(loadActivityParams(request), await mayDo('administer'));
    return listActivity(await holdpoint(), filter);
  });
}
