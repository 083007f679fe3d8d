import { parseAccept } from 'hono/utils/accept';
import { parse } from 'hono/utils/cookie';
import { isLocale, type Locale } from './locales';

/** Where a browser keeps its person's settings, as JSON; `language` is one of them. */
export const PREFERENCES_COOKIE = 'holdpoint_preferences';

/** What somebody reads: the language chosen in the settings, or the first of the browser's that there is, or English. */
export function preferredLocale(headers: { cookie?: string; 'accept-language'?: string }): Locale {
  return chosenIn(headers.cookie ?? '') ?? askedFor(headers['accept-language'] ?? '') ?? 'en';
}

function chosenIn(cookies: string): Locale | undefined {
  try {
    const { language } = JSON.parse(parse(cookies, PREFERENCES_COOKIE)[PREFERENCES_COOKIE] ?? '{}');
    return isLocale(language) ? language : undefined;
  } catch {
    return undefined;
  }
}

function askedFor(accepted: string): Locale | undefined {
  return parseAccept(accepted)
    .map(({ type }) => type.toLowerCase().split('-')[0] ?? '')
    .find(isLocale);
}
