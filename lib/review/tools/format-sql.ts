const TOKEN = /'(?:[^']|'')*'|"[^"]*"|`[^`]*`|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\/|\s+|\w+|[^\s\w]/g;

/** Each begins a line of its own. */
const CLAUSES = new Set([
  'FROM',
  'WHERE',
  'GROUP',
  'ORDER',
  'HAVING',
  'LIMIT',
  'OFFSET',
  'JOIN',
  'LEFT',
  'RIGHT',
  'INNER',
  'FULL',
  'CROSS',
  'UNION',
  'EXCEPT',
  'INTERSECT',
  'VALUES',
  'SET',
  'RETURNING',
]);

/** Belongs to the word before it. */
const JOINED: Record<string, string[]> = {
  FROM: ['DELETE', 'DISTINCT'],
  JOIN: ['LEFT', 'RIGHT', 'INNER', 'FULL', 'CROSS', 'OUTER', 'NATURAL'],
  SET: ['DELETE', 'UPDATE'],
  VALUES: ['DEFAULT'],
};

/**
 * A statement that came as one line, in lines: a break in the place of a space before each clause, and nothing else is changed. What is
 * in quotes, comments or parentheses stays together; a comment to the end of the line has no end but the text's.
 */
export function formatSql(sql: string): string {
  const text = sql.trim();
  if (text.includes('\n')) return text;
  const writer = new LineWriter();
  for (const [token] of text.matchAll(TOKEN)) writer.add(token);
  return writer.text;
}

class LineWriter {
  text = '';
  #depth = 0;
  #space = '';
  #word = '';
  #isBetween = false;

  add(token: string): void {
    if (/^\s+$/.test(token)) {
      this.#space = token;
      return;
    }
    this.text += (this.#space === '' ? '' : this.#gapBefore(token.toUpperCase())) + token;
    this.#space = '';
    this.#remember(token);
  }

  #gapBefore(word: string): string {
    if (this.#depth > 0) return this.#space;
    if (this.#word === ';') return '\n';
    if (CLAUSES.has(word) && !JOINED[word]?.includes(this.#word)) return '\n';
    const isCondition = word === 'OR' || (word === 'AND' && !this.#isBetween);
    return isCondition ? '\n  ' : this.#space;
  }

  #remember(token: string): void {
    if (token === '(') this.#depth += 1;
    if (token === ')') this.#depth = Math.max(0, this.#depth - 1);
    this.#word = token.toUpperCase();
    if (this.#word === 'BETWEEN') this.#isBetween = true;
    if (this.#word === 'AND') this.#isBetween = false;
  }
}
