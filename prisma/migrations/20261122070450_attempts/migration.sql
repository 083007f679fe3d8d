-- CreateTable
CREATE TABLE "attempts" (
    "what" TEXT NOT NULL,
    "tries" INTEGER NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempts_pkey" PRIMARY KEY ("what")
);

-- CreateIndex
CREATE INDEX "attempts_until_idx" ON "attempts"("until");
