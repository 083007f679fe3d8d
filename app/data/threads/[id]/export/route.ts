import { download } from '#app/_data/download';
import { exportThread } from '#lib/review/export-thread';
import { isUuid } from '#lib/review/is-uuid';
import { holdpoint } from '#lib/runs/holdpoint';

interface Context {
  params: Promise<{ id: string }>;
}

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  return download({
    permission: 'see',
    filename: `thread-${isUuid(id) ? id : 'unknown'}.json`,
    type: 'application/json; charset=utf-8',
    open: async () => exportThread(await holdpoint(), id),
  });
}
