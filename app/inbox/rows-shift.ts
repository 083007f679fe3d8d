/**
 * By how many rows what is in sight has moved, when rows above it have come or gone. `first`: the place of the first one in sight.
 * 0 when none of them is left.
 */
export function rowsShift({ before, after, first }: { before: string[]; after: string[]; first: number }): number {
  const places = new Map(after.map((id, place) => [id, place]));
  for (let place = first; place < before.length; place++) {
    const now = places.get(before[place] ?? '');
    if (now !== undefined) return now - place;
  }
  return 0;
}
