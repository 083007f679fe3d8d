interface From {
  current: string | null;
  /** Where `current` was, for when it has left the list. */
  place: number;
  step: 1 | -1;
}

/** The id beside the current one; the last or the first one where the list ends. Null in an empty list. */
export function neighbour(ids: string[], { current, place, step }: From): string | null {
  const end = step === 1 ? 0 : ids.length - 1;
  const at = current === null ? -1 : ids.indexOf(current);
  // In the place of one that is gone there is the one that followed it.
  const gone = step === 1 ? place : place - 1;
  const beside = at === -1 ? gone : at + step;
  const target = current === null ? end : beside;
  return ids[Math.min(ids.length - 1, Math.max(0, target))] ?? null;
}
