import { allow } from '#app/_auth/allow';
import type { Permission } from '#lib/auth/permissions';
import { httpStatus } from '#lib/errors';
import { t } from '#lib/language/gettext';
import { describeError } from '#lib/review/describe-error';
import { knownError } from '#lib/runs/known-error';

/** Answers one of the dashboard's own reads, to who has the permission: `read` gives the value, null when there is no such thing, or throws. */
export async function jsonRoute(permission: Permission, read: () => Promise<unknown>): Promise<Response> {
  try {
    await allow(permission);
    const value = await read();
    if (value === null)
      return Response.json({ message: t`There is nothing with this id; it may have been deleted.` }, { status: 404 });
    return Response.json(value, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    const known = knownError(error);
    if (known) return Response.json({ message: describeError(known) }, { status: httpStatus(known.code) });
    console.error(error);
    return Response.json(
      { message: t`The server failed to read this. Its log has the details; try again.` },
      { status: 500 },
    );
  }
}
