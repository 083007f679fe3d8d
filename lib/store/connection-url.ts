import { databaseUnavailable } from './database-unavailable';

/**
 * What every session of ours needs, whatever the server's own settings are. The adapter reads and writes timestamps without their
 * offset. And statements that put values together look expensive to PostgreSQL, which would compile them for longer than they run.
 */
const SETTINGS = '-c TimeZone=UTC -c jit=off';

const SCHEMES = ['postgresql:', 'postgres:'];

/** The URL our connections use. */
export function connectionUrl(url: string): string {
  const parsed = parse(url);
  const options = parsed.searchParams.get('options');
  parsed.searchParams.set('options', options ? `${options} ${SETTINGS}` : SETTINGS);
  return parsed.href;
}

function parse(url: string): URL {
  if (URL.canParse(url)) {
    const parsed = new URL(url);
    if (SCHEMES.includes(parsed.protocol)) return parsed;
  }
  throw databaseUnavailable(
    'DATABASE_URL is no address of a PostgreSQL server. Write it as postgresql://user:password@host:5432/name.',
  );
}
