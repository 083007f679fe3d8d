import { z } from 'zod';

/** JSON object of any content; null counts as not given. */
export const jsonObject = z.record(z.string(), z.unknown());

export const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'must be a UUID');

/** Clients send null for what they leave out; both mean "not given". */
export function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** One of a list of words, refused with the whole list. */
export function oneOf<const T extends readonly [string, ...string[]]>(words: T) {
  return z.enum(words, { error: `must be one of ${words.join(', ')}` });
}

/** Flags in query strings: `1`, `true` and `0`, `false` alike. */
export const queryFlag = z
  .enum(['0', '1', 'true', 'false', ''], { error: 'must be 0, 1, true or false' })
  .transform((text) => text === '1' || text === 'true');

/** Whole numbers within bounds, from JSON or from a query string. */
export function count({ min, max, otherwise }: { min: number; max?: number; otherwise: number }) {
  const number = z.coerce
    .number({ error: 'must be a number' })
    .int('must be a whole number')
    .min(min, `must be at least ${min}`);
  return optional(max === undefined ? number : number.max(max, `must be at most ${max}`)).transform(
    (value) => value ?? otherwise,
  );
}

/** A page of a list: `limit` 1 to 1000, 10 if not given; `offset` from 0. */
export const page = {
  limit: count({ min: 1, max: 1000, otherwise: 10 }),
  offset: count({ min: 0, otherwise: 0 }),
};

/** A list of words in a query: repeated keys, or one JSON list, or one word. Clients of different ages send each of these. */
export function queryList(values: string[]): string[] {
  return values.flatMap((value) => {
    if (!value.trimStart().startsWith('[')) return value === '' ? [] : [value];
    const parsed = z.array(z.string()).safeParse(parseJson(value));
    return parsed.success ? parsed.data : [value];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
