-- AlterTable
ALTER TABLE "interrupts" ADD COLUMN     "snoozed_by" TEXT,
ADD COLUMN     "snoozed_until" TIMESTAMPTZ(3);

-- What is put off, by when it comes back. No question that is asked is in it.
CREATE INDEX "interrupts_snoozed_idx" ON "interrupts"("snoozed_until", "id") WHERE "outcome" = 'pending' AND "snoozed_until" IS NOT NULL;
