import { jsonRoute } from '#app/_data/json-route';
import { getRunProgress } from '#lib/review/get-run-progress';
import { holdpoint } from '#lib/runs/holdpoint';

export function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return jsonRoute('see', async () => getRunProgress(await holdpoint(), (await params).id));
}
