-- CreateEnum
CREATE TYPE "RetentionStrategy" AS ENUM ('keep', 'keep_latest', 'delete');

-- DropIndex
DROP INDEX "runs_status_available_at_idx";

-- AlterTable
ALTER TABLE "threads" ADD COLUMN     "retention" "RetentionStrategy",
ADD COLUMN     "swept_at" TIMESTAMPTZ(3),
ADD COLUMN     "ttl_minutes" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "due_at" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "interrupts" ADD COLUMN     "on_expire" JSON;

-- CreateIndex
CREATE INDEX "runs_status_seq_idx" ON "runs"("status", "seq");

-- What a worker may take: looked up by time, whatever else waits.
CREATE INDEX "runs_due_idx" ON "runs"("due_at", "seq") WHERE "due_at" IS NOT NULL;

-- Deadlines of open questions.
CREATE INDEX "interrupts_expiry_idx" ON "interrupts"("expires_at") WHERE "outcome" = 'pending' AND "expires_at" IS NOT NULL;

-- Runs that are under way already.
UPDATE "runs" SET "due_at" = "lease_until" WHERE "status" = 'running';
UPDATE "runs" SET "due_at" = "available_at" WHERE "id" IN (
  SELECT DISTINCT ON ("thread_id") "id" FROM "runs" WHERE "status" = 'pending'
  ORDER BY "thread_id", ("kind" <> 'resume'), "available_at", "seq")
  AND NOT EXISTS (SELECT 1 FROM "runs" o WHERE o."thread_id" = "runs"."thread_id" AND o."status" = 'running');
