-- AlterTable
ALTER TABLE "interrupts" ADD COLUMN     "priority" TEXT,
ADD COLUMN     "risk" TEXT;

-- What waits, by what its agent says of it. Only questions that say something are in them.
CREATE INDEX "interrupts_risk_idx" ON "interrupts"("risk", "created_at", "id") WHERE "outcome" = 'pending' AND "risk" IS NOT NULL;
CREATE INDEX "interrupts_priority_idx" ON "interrupts"("priority", "created_at", "id") WHERE "outcome" = 'pending' AND "priority" IS NOT NULL;
