/** The order of a message's forms in a catalogue, of those that its language has. */
const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

/** How many forms a message that counts has in a language. */
export function pluralForms(locale: string): number {
  return new Intl.PluralRules(locale).resolvedOptions().pluralCategories.length;
}

/** Which of them a count takes, from 0. */
export function pluralForm(locale: string, count: number): number {
  const rules = new Intl.PluralRules(locale);
  const known = new Set(rules.resolvedOptions().pluralCategories);
  return CATEGORIES.filter((category) => known.has(category)).indexOf(rules.select(count));
}
