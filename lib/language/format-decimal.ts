import { currentLocale } from './language';

/** "1.2", as the reader's language writes it. */
export function formatDecimal(value: number): string {
  const rounded = Number(value.toFixed(1));
  return rounded.toLocaleString(currentLocale(), { minimumFractionDigits: 1, useGrouping: false });
}
