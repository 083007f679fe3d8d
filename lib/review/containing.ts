/** A pattern for LIKE and ILIKE that matches every text with this one in it. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
