-- CreateTable
CREATE TABLE "scheduled_answers" (
    "interrupt_id" TEXT NOT NULL,
    "value" JSON NOT NULL,
    "note" TEXT,
    "actor" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "taken_until" TIMESTAMPTZ(3),

    CONSTRAINT "scheduled_answers_pkey" PRIMARY KEY ("interrupt_id")
);

-- CreateIndex
CREATE INDEX "scheduled_answers_due_at_idx" ON "scheduled_answers"("due_at");

-- AddForeignKey
ALTER TABLE "scheduled_answers" ADD CONSTRAINT "scheduled_answers_interrupt_id_fkey" FOREIGN KEY ("interrupt_id") REFERENCES "interrupts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
