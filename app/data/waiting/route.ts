import { jsonRoute } from '#app/_data/json-route';
import { readReviewer } from '#app/_shell/read-reviewer';
import { getWaiting } from '#lib/review/get-waiting';
import { holdpoint } from '#lib/runs/holdpoint';

export function GET(): Promise<Response> {
  return jsonRoute('see', async () => getWaiting(await holdpoint(), await readReviewer()));
}
