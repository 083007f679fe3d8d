import { jsonRoute } from '#app/_data/json-route';
import { listWebhooks } from '#lib/review/list-webhooks';
import { holdpoint } from '#lib/runs/holdpoint';

export function GET(): Promise<Response> {
  return jsonRoute('administer', async () => listWebhooks(await holdpoint()));
}
