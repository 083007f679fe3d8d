-- Of the runs of a thread that have ended, the one that was begun last, however many there are.
CREATE INDEX "runs_ended_idx" ON "runs"("thread_id", "started_at" DESC, "seq" DESC) WHERE "started_at" IS NOT NULL AND "ended_at" IS NOT NULL;
