-- AlterTable
ALTER TABLE "interrupts" ADD COLUMN     "last_words" TEXT;

-- The words of a question, as before, and the last ones that were said when it was asked (lib/review/search-words.ts).
DROP INDEX "interrupts_waiting_words_idx";
DROP INDEX "interrupts_decided_words_idx";
CREATE INDEX "interrupts_waiting_words_idx" ON "interrupts" USING gin (
  to_tsvector('simple', regexp_replace(left("title" || ' ' || coalesce("thread_title", '') || ' ' || coalesce("decided_by", '') || ' ' || coalesce("last_words", '') || ' ' || "value"::text, 50000), '\\([bfnrt]|u[0-9a-fA-F]{4})|[!-/:-@[-`{-~]', ' ', 'g'))) WHERE "outcome" = 'pending';
CREATE INDEX "interrupts_decided_words_idx" ON "interrupts" USING gin (
  to_tsvector('simple', regexp_replace(left("title" || ' ' || coalesce("thread_title", '') || ' ' || coalesce("decided_by", '') || ' ' || coalesce("last_words", '') || ' ' || "value"::text, 50000), '\\([bfnrt]|u[0-9a-fA-F]{4})|[!-/:-@[-`{-~]', ' ', 'g'))) WHERE "outcome" <> 'pending';
