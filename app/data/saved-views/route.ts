import { jsonRoute } from '#app/_data/json-route';
import { readReviewer } from '#app/_shell/read-reviewer';
import { readSavedViews } from '#app/inbox/read-saved-views';
import { holdpoint } from '#lib/runs/holdpoint';

export const dynamic = 'force-dynamic';

export function GET(): Promise<Response> {
  return jsonRoute('see', async () => readSavedViews(await holdpoint(), await readReviewer()));
}
