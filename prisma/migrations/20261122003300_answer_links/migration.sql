-- AlterTable
ALTER TABLE "webhooks" ADD COLUMN     "includes_link" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "answer_links" (
    "id" UUID NOT NULL,
    "interrupt_id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "name" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "sent" JSON,

    CONSTRAINT "answer_links_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "answer_links_token_hash_key" ON "answer_links"("token_hash");

-- CreateIndex
CREATE INDEX "answer_links_interrupt_id_created_at_idx" ON "answer_links"("interrupt_id", "created_at");

-- AddForeignKey
ALTER TABLE "answer_links" ADD CONSTRAINT "answer_links_interrupt_id_fkey" FOREIGN KEY ("interrupt_id") REFERENCES "interrupts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
