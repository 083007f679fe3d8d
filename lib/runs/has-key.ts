/** Whether an object has a key, given its JSON without space between key and colon. It is not parsed: it may be large. */
export function hasKey(json: string, key: string): boolean {
  const wanted = `${JSON.stringify(key)}:`;
  let depth = 0;
  let at = 0;
  for (let found = json.indexOf(wanted); found !== -1; found = json.indexOf(wanted, at)) {
    while (at < found) {
      const char = json[at];
      if (char === '{' || char === '[') depth++;
      else if (char === '}' || char === ']') depth--;
      at = char === '"' ? endOfString(json, at) : at + 1;
    }
    // Otherwise it was inside a string.
    if (at === found && depth === 1) return true;
    if (at === found) at = endOfString(json, at);
  }
  return false;
}

/** The place after the string that begins at `start`. */
function endOfString(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end + 1;
}

function isEscaped(json: string, at: number): boolean {
  let backslashes = 0;
  while (json[at - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}
