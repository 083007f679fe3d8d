import { isDeepStrictEqual } from 'node:util';

const MAX_LENGTH = 60;

/** A bench that measured failures would be worse than none. */
export function expectEqual(what: string, found: unknown, wanted: unknown): void {
  if (isDeepStrictEqual(found, wanted)) return;
  throw new Error(`${what} is ${short(found)} instead of ${short(wanted)}`);
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}...` : text;
}
