-- AlterTable
ALTER TABLE "interrupts" ADD COLUMN     "assistant_id" UUID,
ADD COLUMN     "thread_title" TEXT;

UPDATE "interrupts" SET "assistant_id" = r."assistant_id", "thread_title" = t."title"
FROM "runs" r, "threads" t WHERE r."id" = "interrupts"."run_id" AND t."id" = "interrupts"."thread_id";

-- The words of a question: its title, its thread's, who decided it and its payload, as far as 50,000 characters. Text is stored
-- with JSON's escapes, whose letters are no part of a word; ASCII's punctuation is none either, so that the beginning of an address
-- is the beginning of its words (lib/review/search-words.ts has the same expression). What waits has an
-- index of its own: a search in it must not cost more the more was decided before.
CREATE INDEX "interrupts_waiting_words_idx" ON "interrupts" USING gin (
  to_tsvector('simple', regexp_replace(left("title" || ' ' || coalesce("thread_title", '') || ' ' || coalesce("decided_by", '') || ' ' || "value"::text, 50000), '\\([bfnrt]|u[0-9a-fA-F]{4})|[!-/:-@[-`{-~]', ' ', 'g'))) WHERE "outcome" = 'pending';
CREATE INDEX "interrupts_decided_words_idx" ON "interrupts" USING gin (
  to_tsvector('simple', regexp_replace(left("title" || ' ' || coalesce("thread_title", '') || ' ' || coalesce("decided_by", '') || ' ' || "value"::text, 50000), '\\([bfnrt]|u[0-9a-fA-F]{4})|[!-/:-@[-`{-~]', ' ', 'g'))) WHERE "outcome" <> 'pending';

-- What waits, by who asks.
CREATE INDEX "interrupts_waiting_node_idx" ON "interrupts"("graph_id", "node", "created_at", "id") WHERE "outcome" = 'pending';
CREATE INDEX "interrupts_waiting_assistant_idx" ON "interrupts"("assistant_id", "created_at", "id") WHERE "outcome" = 'pending';

-- What somebody is working on.
CREATE INDEX "interrupts_claimed_idx" ON "interrupts"("claimed_by", "created_at", "id")
  WHERE "outcome" = 'pending' AND "claimed_by" IS NOT NULL;
