import { jsonRoute } from '#app/_data/json-route';
import { listReviewers } from '#lib/review/list-reviewers';
import { holdpoint } from '#lib/runs/holdpoint';

export function GET(): Promise<Response> {
  return jsonRoute('see', async () => listReviewers(await holdpoint()));
}
