const MOST = 999;

/** "7", "999+": short enough for a badge. */
export function countText(count: number): string {
  return count > MOST ? `${MOST}+` : String(count);
}

/** A page's title with the count before it, instead of the one it has. */
export function countedTitle(title: string, count: number): string {
  const bare = title.replace(/^\(\d+\+?\) /, '');
  return count > 0 ? `(${countText(count)}) ${bare}` : bare;
}
