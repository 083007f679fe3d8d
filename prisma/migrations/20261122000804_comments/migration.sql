-- CreateTable
CREATE TABLE "comments" (
    "id" BIGSERIAL NOT NULL,
    "interrupt_id" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),

    CONSTRAINT "comments_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "comments_interrupt_id_id_idx" ON "comments"("interrupt_id", "id");

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_interrupt_id_fkey" FOREIGN KEY ("interrupt_id") REFERENCES "interrupts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
