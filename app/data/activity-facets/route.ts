import { mayDo } from '#app/_auth/allow';
import { jsonRoute } from '#app/_data/json-route';
import { listActivityFacets } from '#lib/review/list-activity';
import { holdpoint } from '#lib/runs/holdpoint';

export const dynamic = 'force-dynamic';

export function GET(): Promise<Response> {
  return jsonRoute('see', async () =>
    listActivityFacets(await holdpoint(), { withAccounts: await mayDo('administer') }),
  );
}
