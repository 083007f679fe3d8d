/** The ids with `id` right before `before`, or at the end where that is null. */
export function placeBefore(ids: readonly string[], { id, before }: { id: string; before: string | null }): string[] {
  if (id === before) return [...ids];
  const others = ids.filter((other) => other !== id);
  const index = before === null ? others.length : others.indexOf(before);
  return [...others.slice(0, index), id, ...others.slice(index)];
}
