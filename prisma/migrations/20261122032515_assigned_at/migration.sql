-- AlterTable
ALTER TABLE "interrupts" ADD COLUMN     "assigned_at" TIMESTAMPTZ(3),
ADD COLUMN     "assigned_by" TEXT;

-- What was assigned to somebody last. No question that is asked is in it.
CREATE INDEX "interrupts_assigned_idx" ON "interrupts"("assignee", "assigned_at", "id") WHERE "outcome" = 'pending' AND "assigned_at" IS NOT NULL;
