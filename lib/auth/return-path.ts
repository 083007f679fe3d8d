const BASE = 'http://holdpoint.invalid';

/** Where to go after signing in: a path of this server, whatever was asked for. */
export function returnPath(asked: unknown): string {
  const home = '/inbox';
  if (typeof asked !== 'string' || !asked.startsWith('/')) return home;
  // Browsers take a backslash for a slash, and drop tabs and newlines.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/^\/[/\\]|[\u0000-\u001f\\]/.test(asked) || !URL.canParse(asked, BASE)) return home;
  const url = new URL(asked, BASE);
  const path = `${url.pathname}${url.search}`;
  const isUsable =
    url.origin === BASE && !path.startsWith('//') && !/^\/(?:sign-in|set-password|setup)(?:[/?]|$)/.test(path);
  return isUsable ? path : home;
}
