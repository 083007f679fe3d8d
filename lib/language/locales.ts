/** The languages of the interface; a name is written in its own language. */
export const localeNames = { en: 'English', de: 'Deutsch' } as const;

export type Locale = keyof typeof localeNames;

export const locales = Object.keys(localeNames) as [Locale, ...Locale[]];

/** English is what stands in the code. */
export const translatedLocales: readonly Locale[] = locales.filter((locale) => locale !== 'en');

export function isLocale(tag: unknown): tag is Locale {
  return typeof tag === 'string' && Object.hasOwn(localeNames, tag);
}
