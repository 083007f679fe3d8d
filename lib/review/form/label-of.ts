/** A key as a person reads it: `edited_args` and `editedArgs` become "Edited args". */
export function labelOf(key: string): string {
  const words = wordsOf(key).join(' ');
  return words ? words[0]?.toUpperCase() + words.slice(1) : key;
}

export function wordsOf(key: string): string[] {
  const spaced = key.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ');
  return spaced.toLowerCase().split(' ').filter(Boolean);
}
