import { allow } from '#app/_auth/allow';
import type { Permission } from '#lib/auth/permissions';
import { httpStatus } from '#lib/errors';
import { t } from '#lib/language/gettext';
import { describeError } from '#lib/review/describe-error';
import { knownError } from '#lib/runs/known-error';

export interface Download {
  permission: Permission;
  filename: string;
  /** Media type. */
  type: string;
  /** The text, piece by piece; null: there is no such thing. */
  open: () => Promise<AsyncGenerator<string> | null>;
}

/** A file that is written while it is sent. What goes wrong after its beginning breaks the download off, so that nobody takes a part for the whole. */
export async function download({ permission, filename, type, open }: Download): Promise<Response> {
  try {
    await allow(permission);
    const pieces = await open();
    if (!pieces) return Response.json({ message: t`There is nothing with this id.` }, { status: 404 });
    const first = await pieces.next();
    return new Response(streamOf(pieces, first), {
      headers: {
        'content-type': type,
        'content-disposition': `attachment; filename="${filename}"`,
        'cache-control': 'no-store',
      },
    });
  } catch (error) {
    const known = knownError(error);
    if (!known) console.error(error);
    const message = known
      ? describeError(known)
      : t`The server failed to write this file. Its log has the details; try again.`;
    return Response.json({ message }, { status: known ? httpStatus(known.code) : 500 });
  }
}

function streamOf(pieces: AsyncGenerator<string>, first: IteratorResult<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next: Promise<IteratorResult<string>> | IteratorResult<string> = first;
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await next;
      if (done) return controller.close();
      controller.enqueue(encoder.encode(value));
      next = pieces.next();
      next.catch(() => undefined);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
