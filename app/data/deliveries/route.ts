import { jsonRoute } from '#app/_data/json-route';
import { loadDeliveryParams, toDeliveryFilter } from '#app/settings/webhooks/[id]/delivery-params';
import { listDeliveries } from '#lib/review/list-deliveries';
import { holdpoint } from '#lib/runs/holdpoint';

export function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const webhook = searchParams.get('webhook') ?? '';
  const ids = searchParams.get('ids')?.split(',');
  return jsonRoute('administer', async () =>
    listDeliveries(await holdpoint(), { ...toDeliveryFilter(webhook, loadDeliveryParams(request)), ids }),
  );
}
