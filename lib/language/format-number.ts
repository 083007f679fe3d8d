import { currentLocale } from './language';

/** "12,345", as the reader's language writes it. */
export function formatNumber(value: number): string {
  return value.toLocaleString(currentLocale());
}
