-- AlterTable
ALTER TABLE "channel_values" ADD COLUMN     "base" TEXT,
ADD COLUMN     "line" TEXT;
