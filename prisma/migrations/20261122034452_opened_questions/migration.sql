-- CreateTable
CREATE TABLE "opened_questions" (
    "interrupt_id" TEXT NOT NULL,
    "reviewer" TEXT NOT NULL,

    CONSTRAINT "opened_questions_pkey" PRIMARY KEY ("interrupt_id","reviewer")
);

-- AddForeignKey
ALTER TABLE "opened_questions" ADD CONSTRAINT "opened_questions_interrupt_id_fkey" FOREIGN KEY ("interrupt_id") REFERENCES "interrupts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
