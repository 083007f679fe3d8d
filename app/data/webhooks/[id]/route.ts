import { jsonRoute } from '#app/_data/json-route';
import { getWebhook } from '#lib/review/list-webhooks';
import { holdpoint } from '#lib/runs/holdpoint';

export function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return jsonRoute('administer', async () => getWebhook(await holdpoint(), (await params).id));
}
