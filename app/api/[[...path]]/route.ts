import { createApi } from '#lib/api/app';
import { holdpoint } from '#lib/runs/holdpoint';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

/** For `npm run dev` and for Next's own server; under `npm start` the API is answered before Next sees the request. */
const api = createApi(holdpoint);

function handle(request: Request): Response | Promise<Response> {
  return api.fetch(request);
}

export { handle as DELETE, handle as GET, handle as OPTIONS, handle as PATCH, handle as POST, handle as PUT };
