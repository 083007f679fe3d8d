-- AlterTable
ALTER TABLE "run_events" ADD COLUMN     "channels" JSON;
