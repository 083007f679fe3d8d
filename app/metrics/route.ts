import { holdpoint } from '#lib/runs/holdpoint';
import { scrape } from '#lib/runs/telemetry/scrape';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

/** Under `npm run dev`; `npm start` answers before Next sees the request. */
export function GET(): Promise<Response> {
  return scrape(holdpoint);
}
