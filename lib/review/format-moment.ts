import { currentLocale } from '#lib/language/language';

/** A moment within a sentence of the server, which does not know where its reader is. @param at ISO 8601 */
export function formatMoment(at: unknown): string {
  const moment = new Date(String(at));
  if (Number.isNaN(moment.getTime())) return '?';
  return moment.toLocaleString(currentLocale(), {
    dateStyle: 'medium',
    timeStyle: 'long',
    timeZone: 'UTC',
  });
}
