import { jsonRoute } from '#app/_data/json-route';
import { listAnswerLinks } from '#lib/review/list-answer-links';
import { holdpoint } from '#lib/runs/holdpoint';

/** Of the question with this id. */
export function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return jsonRoute('see', async () => listAnswerLinks(await holdpoint(), (await params).id));
}
