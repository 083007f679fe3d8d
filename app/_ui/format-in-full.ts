import { currentLanguage } from '#lib/language/language';

/** The moment as the reader's browser writes it, or as their language does if that is another. */
export function formatInFull(at: string): string {
  return new Date(at).toLocaleString(currentLanguage()?.locale, { dateStyle: 'full', timeStyle: 'medium' });
}
