import { jsonRoute } from '#app/_data/json-route';
import { listAssistants } from '#lib/review/list-assistants';
import { holdpoint } from '#lib/runs/holdpoint';

export const dynamic = 'force-dynamic';

export function GET(): Promise<Response> {
  return jsonRoute('see', async () => listAssistants(await holdpoint()));
}
