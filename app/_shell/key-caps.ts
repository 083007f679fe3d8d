/** The caps to press: those of a combination, or one after the other. */
export function keyCaps(keys: string): string[] {
  return keys.split(/[ +]/).flatMap((cap) => (/^[A-Z]$/.test(cap) ? ['Shift', cap.toLowerCase()] : [capName(cap)]));
}

function capName(cap: string): string {
  return cap === 'Escape' ? 'Esc' : cap;
}
