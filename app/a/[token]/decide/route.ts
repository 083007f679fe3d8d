import { t } from '#lib/language/gettext';
import { postLinkedAnswer } from '#lib/review/post-linked-answer';
import { holdpoint } from '#lib/runs/holdpoint';
import { logger } from '#lib/runs/logger';
import { readLimitedForm } from './read-limited-form';

interface Props {
  params: Promise<{ token: string }>;
}

/** Decides, by the token alone: no cookie counts here, so no other site can make a browser decide. The page says what came of it. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const { token } = await params;
  const data = await readLimitedForm(request);
  if (!data) return new Response(`${t`This is no form, or it is too large.`}\n`, { status: 422 });
  try {
    await postLinkedAnswer(await holdpoint(), token, data);
  } catch (error) {
    logger().error({ err: error }, 'an answer by a link failed');
    return new Response(`${t`The server failed, and nothing was decided. Go back and try again.`}\n`, { status: 500 });
  }
  // As a path, since the server may be known by another name outside.
  return new Response(null, { status: 303, headers: { location: `/a/${encodeURIComponent(token)}` } });
}
