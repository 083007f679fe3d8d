import { isRecord } from '../is-record';
import { MASK, type MaskedPart, maskedText, maskText } from './mask-text';
import { isSecretName } from './secret-name';

/** Keywords of a JSON Schema that hold no value: `password: {type: "string"}` says what a password is, and not which. */
const SCHEMA_KEYWORDS = new Set(
  'type title description format minLength maxLength pattern properties required items $ref anyOf oneOf allOf writeOnly'.split(
    ' ',
  ),
);

/** Whether the value under a name is not to be seen, with all that is in it. */
export function isSecretAt(name: string, value: unknown, names: readonly string[]): boolean {
  return isSecretName(name, names) && !isSchema(value);
}

/** Whether a place in a value lies below a name of secrets. */
export function isSecretPlace(path: readonly (string | number)[], names: readonly string[]): boolean {
  return path.some((key) => typeof key === 'string' && isSecretName(key, names));
}

function isSchema(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => SCHEMA_KEYWORDS.has(key));
}

/** Texts and numbers are; yes, no and nothing are not. */
export function isMaskable(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}

/** A copy to be shown where nothing can be uncovered; what is sent is never made of it. */
export function maskValue(value: unknown, names: readonly string[]): unknown {
  return withLeaves(value, names, (leaf, isSecret) => {
    if (isSecret) return MASK;
    return typeof leaf === 'string' ? maskedText(leaf, names) : leaf;
  });
}

/** Letters to which Unicode gives no meaning, for a secret within a text and for one that is a number. */
const HOLE = '\uE0F0';
const NUMBER = '\uE0F1';

/** A value as JSON in lines, the secrets in it apart. */
export function maskedJson(value: unknown, names: readonly string[]): MaskedPart[] {
  const secrets: string[] = [];
  const keep = (secret: string) => {
    secrets.push(JSON.stringify(secret).slice(1, -1));
    return HOLE;
  };
  const holed = withLeaves(value, names, (leaf, isSecret) => {
    if (typeof leaf === 'number') {
      if (!isSecret) return leaf;
      secrets.push(String(leaf));
      return NUMBER;
    }
    if (isSecret) return keep(leaf);
    const clean = leaf.replaceAll(HOLE, '').replaceAll(NUMBER, '');
    return maskText(clean, names)
      .map((part) => (part.isSecret ? keep(part.text) : part.text))
      .join('');
  });
  const text = (JSON.stringify(holed, null, 2) ?? '').replaceAll(`"${NUMBER}"`, HOLE);
  return text
    .split(HOLE)
    .flatMap((piece, place) => [
      ...(place > 0 ? [{ text: secrets[place - 1] ?? '', isSecret: true }] : []),
      ...(piece === '' ? [] : [{ text: piece, isSecret: false }]),
    ]);
}

/** A copy whose texts and numbers are what `show` makes of them; empty texts stay. */
function withLeaves(
  value: unknown,
  names: readonly string[],
  show: (leaf: string | number, isSecret: boolean) => unknown,
): unknown {
  const copy = (each: unknown, isSecret: boolean): unknown => {
    if (isMaskable(each)) return show(each, isSecret);
    if (Array.isArray(each)) return each.map((item) => copy(item, isSecret));
    if (!isRecord(each)) return each;
    const entries = Object.entries(each);
    return Object.fromEntries(
      entries.map(([key, inner]) => [key, copy(inner, isSecret || isSecretAt(key, inner, names))]),
    );
  };
  return copy(value, false);
}
