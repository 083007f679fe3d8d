import { currentLanguage } from './language';

/** A label as it stands within a sentence: English writes it small there, other languages as their own rules have it. */
export function withinSentence(label: string): string {
  return currentLanguage() === undefined ? label.toLowerCase() : label;
}
