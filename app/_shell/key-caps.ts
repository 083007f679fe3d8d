/** The caps to press: those of a combination, or one after the other. */
export function keyCaps(keys: string): string[] {
  // A plus at an end is the key itself.
  const caps = keys.split(' ').flatMap((key) => key.split(/(?<=.)\+(?=.)/));
  return caps.flatMap((cap) => (/^\p{Lu}$/u.test(cap) ? ['Shift', cap.toLowerCase()] : [capName(cap)]));
}

function capName(cap: string): string {
  return cap === 'Escape' ? 'Esc' : cap;
}
