/** Names to choose from, in order; also the one that is chosen, where an address names what nobody knows any more. */
export function sortedChoices(names: string[], chosen: string | null): string[] {
  return [...new Set(chosen ? [...names, chosen] : names)].sort((a, b) => a.localeCompare(b));
}
