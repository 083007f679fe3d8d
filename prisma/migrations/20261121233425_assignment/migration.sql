-- AlterTable
ALTER TABLE "interrupts" ADD COLUMN     "assignee" TEXT;

-- What somebody shall answer, and everybody who was ever to answer something. No question that is asked is in it.
CREATE INDEX "interrupts_assignee_idx" ON "interrupts"("assignee", "outcome", "created_at", "id") WHERE "assignee" IS NOT NULL;
