-- The run of a thread that ended last, however many it has had.
CREATE INDEX "runs_ended_idx" ON "runs"("thread_id", "ended_at" DESC, "seq" DESC) WHERE "started_at" IS NOT NULL AND "ended_at" IS NOT NULL;
