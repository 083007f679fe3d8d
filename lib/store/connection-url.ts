import { databaseUnavailable } from './database-unavailable';

/**
 * The URL our connections use. The adapter reads and writes timestamps without their offset, so every session must speak
 * UTC, whatever the server's own time zone is.
 */
export function connectionUrl(url: string): string {
  const parsed = parse(url);
  const options = parsed.searchParams.get('options');
  parsed.searchParams.set('options', options ? `${options} -c TimeZone=UTC` : '-c TimeZone=UTC');
  return parsed.href;
}

function parse(url: string): URL {
  try {
    return new URL(url);
  } catch (cause) {
    const message = 'DATABASE_URL is not a URL. Write it as postgresql://user:password@host:5432/name.';
    throw databaseUnavailable(message, cause);
  }
}
