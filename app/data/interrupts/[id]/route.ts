import { jsonRoute } from '#app/_data/json-route';
import { getInterrupt } from '#lib/review/get-interrupt';
import { holdpoint } from '#lib/runs/holdpoint';

export function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return jsonRoute('see', async () => getInterrupt(await holdpoint(), (await params).id));
}
