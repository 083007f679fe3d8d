import { jsonRoute } from '#app/_data/json-route';
import { listAskingNodes } from '#lib/review/list-inbox';
import { holdpoint } from '#lib/runs/holdpoint';

export const dynamic = 'force-dynamic';

export function GET(): Promise<Response> {
  return jsonRoute('see', async () => listAskingNodes(await holdpoint()));
}
