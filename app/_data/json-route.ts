import { HoldpointError, httpStatus } from '#lib/errors';
import { describeTrouble, isTrouble } from '#lib/store/database-trouble';

/** Answers one of the dashboard's own reads: `read` gives the value, null when there is no such thing, or throws. */
export async function jsonRoute(read: () => Promise<unknown>): Promise<Response> {
  try {
    const value = await read();
    if (value === null)
      return Response.json({ message: 'There is nothing with this id; it may have been deleted.' }, { status: 404 });
    return Response.json(value, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    if (error instanceof HoldpointError)
      return Response.json({ message: error.message }, { status: httpStatus(error.code) });
    if (isTrouble(error))
      return Response.json({ message: describeTrouble(error) }, { status: httpStatus('database_unavailable') });
    console.error(error);
    return Response.json(
      { message: 'The server failed to read this. Its log has the details; try again.' },
      { status: 500 },
    );
  }
}
