import { Prisma } from '#lib/store/generated/client';

/**
 * SQL: the words of the question `i`, letter for letter the expression of the indexes `interrupts_waiting_words_idx` and
 * `interrupts_decided_words_idx`: otherwise they are not used.
 */
const QUESTION_WORDS = Prisma.raw(
  String.raw`to_tsvector('simple', regexp_replace(left(i.title || ' ' || coalesce(i.thread_title, '') || ' ' || coalesce(i.decided_by, '') || ' ' || coalesce(i.last_words, '') || ' ' || i.value::text, 50000), '\\([bfnrt]|u[0-9a-fA-F]{4})|[!-/:-@[-${'`'}{-~]', ' ', 'g'))`,
);

/**
 * No word begins so, and none is found by it. PostgreSQL, which has no statistics of what such an index holds, takes any one word for
 * something that is in a fiftieth of all questions and two for something that is in hardly any, and reads whatever has both, though
 * that may be everything. With this beside them it expects a fiftieth of any words.
 */
const NO_WORD = `'!':*`;

/** SQL: whether the question `i` has every one of these words, or longer ones that begin so. */
export function hasWords(text: string): Prisma.Sql {
  return Prisma.sql`${QUESTION_WORDS} @@ (to_tsquery('simple', ${wordsQuery(text)}) || ${NO_WORD}::tsquery)`;
}

/** As a text for `to_tsquery`. */
function wordsQuery(text: string): string {
  // A NUL cannot be sent to PostgreSQL at all.
  const words = text.split(/[\0\s!-/:-@[-`{-~]+/).filter(Boolean);
  return words.map((word) => `'${word}':*`).join(' & ');
}
