/** Only the fields a client asked for; all of them when it named none. */
export function selectFields<T extends object>(item: T, select: readonly string[] | undefined): Partial<T> {
  if (!select?.length) return item;
  return Object.fromEntries(Object.entries(item).filter(([key]) => isSelected(key, select))) as Partial<T>; // a subset of T's own entries
}

export function isSelected(field: string, select: readonly string[] | undefined): boolean {
  return !select?.length || select.includes(field);
}
