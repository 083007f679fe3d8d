-- AlterTable
ALTER TABLE "threads" ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "runs" DROP COLUMN "lease_until";

-- The oldest due run of each assistant, so that a flood of one does not hold up the others.
CREATE INDEX "runs_due_by_assistant_idx" ON "runs"("assistant_id", "due_at", "seq") WHERE "due_at" IS NOT NULL;
