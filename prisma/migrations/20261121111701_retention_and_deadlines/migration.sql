-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "events_swept_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "interrupts" ADD COLUMN     "expired_at" TIMESTAMPTZ(3);

-- Deadlines that lie ahead: one that was dealt with is not looked up again, even when its question is open.
DROP INDEX "interrupts_expiry_idx";
CREATE INDEX "interrupts_expiry_idx" ON "interrupts"("expires_at")
  WHERE "outcome" = 'pending' AND "expires_at" IS NOT NULL AND "expired_at" IS NULL;

-- Ended runs that still have their events.
CREATE INDEX "runs_events_idx" ON "runs"("ended_at") WHERE "ended_at" IS NOT NULL AND "events_swept_at" IS NULL;

-- Threads at rest that the server's retention has not dealt with since.
CREATE INDEX "threads_resting_idx" ON "threads"("updated_at")
  WHERE "retention" IS NULL AND "status" IN ('idle', 'error') AND ("swept_at" IS NULL OR "swept_at" < "updated_at");

-- The same for threads with a retention of their own, by the time at which it is due (lib/runs/retention/due-threads.ts).
CREATE INDEX "threads_own_retention_idx" ON "threads"(
    (timezone('UTC', "updated_at") + make_interval(secs => CASE WHEN "ttl_minutes" = 0 THEN 600 ELSE "ttl_minutes" * 60 END)))
  WHERE "retention" IN ('keep_latest', 'delete') AND "ttl_minutes" IS NOT NULL
    AND ("swept_at" IS NULL OR "swept_at" < "updated_at")
    AND ("status" IN ('idle', 'error') OR "status" = 'interrupted' AND "retention" = 'delete' AND "ttl_minutes" > 0);
