/** Where a text stops being JSON: the first character that no JSON text could have there. Lines and columns count from 1. */
export interface JsonErrorPlace {
  offset: number;
  line: number;
  column: number;
}

const BLANK = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\p{Cc}]+|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const LITERAL = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/**
 * Finds the place; call it only with text that JSON.parse refused (whose own message does not always say where). A string or a
 * literal that is broken inside is reported where it begins.
 */
export function findJsonError(text: string): JsonErrorPlace {
  const offset = new JsonScan(text).run();
  const before = text.slice(0, offset);
  return { offset, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** What may come next: a value, a key, or what follows a value. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'after value';

class JsonScan {
  private at = 0;
  private readonly open: ('{' | '[')[] = [];
  private expected: Expected = 'value';

  constructor(private readonly text: string) {}

  run(): number {
    for (;;) {
      this.match(BLANK);
      if (this.at >= this.text.length || !this.step()) return this.at;
    }
  }

  private step(): boolean {
    switch (this.expected) {
      case 'key or }':
        return this.close('}') || this.key();
      case 'key':
        return this.key();
      case 'value or ]':
        return this.close(']') || this.value();
      case 'value':
        return this.value();
      case 'after value':
        return this.comma() || this.close('}') || this.close(']');
    }
  }

  private value(): boolean {
    const char = this.text[this.at];
    if (char === '{' || char === '[') {
      this.at++;
      this.open.push(char);
      this.expected = char === '{' ? 'key or }' : 'value or ]';
      return true;
    }
    this.expected = 'after value';
    return this.match(STRING) || this.match(LITERAL);
  }

  private key(): boolean {
    if (!this.match(STRING)) return false;
    this.match(BLANK);
    this.expected = 'value';
    return this.char(':');
  }

  private comma(): boolean {
    const around = this.open.at(-1);
    if (around === undefined || !this.char(',')) return false;
    this.expected = around === '{' ? 'key' : 'value';
    return true;
  }

  private close(bracket: '}' | ']'): boolean {
    if (this.open.at(-1) !== (bracket === '}' ? '{' : '[') || !this.char(bracket)) return false;
    this.open.pop();
    this.expected = 'after value';
    return true;
  }

  private char(char: string): boolean {
    if (this.text[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private match(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at += found[0].length;
    return found !== null;
  }
}
