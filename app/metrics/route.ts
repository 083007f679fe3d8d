import { holdpoint } from '#lib/runs/holdpoint';
import { scrape } from '#lib/runs/telemetry/scrape';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export function GET(): Promise<Response> {
  return scrape(holdpoint);
}
