import { Prisma } from '#lib/store/generated/client';

/**
 * SQL: the words of the question `i`, letter for letter the expression of the indexes `interrupts_waiting_words_idx` and
 * `interrupts_decided_words_idx`: otherwise they are not used.
 */
export const QUESTION_WORDS = Prisma.raw(
  String.raw`to_tsvector('simple', regexp_replace(left(i.title || ' ' || coalesce(i.thread_title, '') || ' ' || coalesce(i.decided_by, '') || ' ' || coalesce(i.last_words, '') || ' ' || i.value::text, 50000), '\\([bfnrt]|u[0-9a-fA-F]{4})|[!-/:-@[-${'`'}{-~]', ' ', 'g'))`,
);

/** A search for questions that have every one of these words, or longer ones that begin so. As a text for `to_tsquery`. */
export function wordsQuery(text: string): string {
  // A NUL cannot be sent to PostgreSQL at all.
  const words = text.split(/[\0\s!-/:-@[-`{-~]+/).filter(Boolean);
  return words.map((word) => `'${word}':*`).join(' & ');
}
