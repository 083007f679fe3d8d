-- CreateEnum
CREATE TYPE "DeliveryOutcome" AS ENUM ('pending', 'delivered', 'failed');

-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "webhook" TEXT;

-- CreateTable
CREATE TABLE "webhooks" (
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "former_secret" TEXT,
    "former_secret_until" TIMESTAMPTZ(3),
    "events" TEXT[],
    "graph_ids" TEXT[],
    "includes_content" BOOLEAN NOT NULL DEFAULT false,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhooks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "webhook_id" UUID,
    "url" TEXT,
    "event" TEXT NOT NULL,
    "payload" JSON,
    "thread_id" UUID,
    "run_id" UUID,
    "interrupt_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "outcome" "DeliveryOutcome" NOT NULL DEFAULT 'pending',
    "due_at" TIMESTAMPTZ(6) DEFAULT clock_timestamp(),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_attempts" (
    "id" BIGSERIAL NOT NULL,
    "delivery_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "ended_at" TIMESTAMPTZ(3),
    "status" INTEGER,
    "error" TEXT,
    "response" TEXT,

    CONSTRAINT "webhook_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "webhook_deliveries_webhook_id_created_at_id_idx" ON "webhook_deliveries"("webhook_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "webhook_deliveries_ended_at_idx" ON "webhook_deliveries"("ended_at");

-- CreateIndex
CREATE INDEX "webhook_attempts_delivery_id_id_idx" ON "webhook_attempts"("delivery_id", "id");

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhooks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "webhook_deliveries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is to be delivered, by when.
CREATE INDEX "webhook_deliveries_due_idx" ON "webhook_deliveries"("due_at") WHERE "due_at" IS NOT NULL;

-- Deliveries are written by triggers: in the transaction of what they tell of, whichever statement that is, and for nothing where
-- nobody is to be told. JSON of users is passed on as it is and never looked into: it may hold what text cannot (U+0000).
CREATE FUNCTION "tell_webhooks"(event text, graph text, thread uuid, run uuid, interrupt text, facts json, content json)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO webhook_deliveries (webhook_id, event, thread_id, run_id, interrupt_id, payload)
  SELECT w.id, event, thread, run, interrupt, json_build_object('data', facts, 'content',
    -- Receivers take messages, not files.
    CASE WHEN w.includes_content AND octet_length(content::text) <= 262144 THEN content END)
  FROM webhooks w WHERE w.active AND event = ANY (w.events) AND (w.graph_ids = '{}' OR graph = ANY (w.graph_ids));
  IF FOUND THEN PERFORM pg_notify('holdpoint', '{"k":"delivery"}'); END IF;
END $$;

CREATE FUNCTION "tell_of_interrupt"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asked interrupts;
  event text;
BEGIN
  IF NOT EXISTS (SELECT FROM webhooks WHERE active) THEN RETURN NULL; END IF;
  IF TG_OP = 'DELETE' THEN asked := OLD; ELSE asked := NEW; END IF;
  event := 'interrupt.' || CASE
    WHEN TG_OP = 'DELETE' THEN 'superseded'
    WHEN TG_OP = 'INSERT' THEN 'asked'
    WHEN OLD.expired_at IS NULL AND NEW.expired_at IS NOT NULL THEN 'expired'
    WHEN NEW.outcome = 'pending' THEN 'asked'
    ELSE NEW.outcome::text END;
  PERFORM tell_webhooks(event, asked.graph_id, asked.thread_id, asked.run_id, asked.id,
    json_build_object('interrupt_id', asked.id, 'thread_id', asked.thread_id, 'run_id', asked.run_id, 'graph_id', asked.graph_id,
      'assistant_id', asked.assistant_id, 'node', asked.node, 'title', asked.title,
      'outcome', CASE WHEN TG_OP = 'DELETE' THEN 'deleted' ELSE asked.outcome::text END, 'asked_at', asked.created_at,
      'expires_at', asked.expires_at, 'decided_at', asked.decided_at, 'decided_by', asked.decided_by),
    json_build_object('question', asked.value, 'answer', asked.answer));
  RETURN NULL;
END $$;

CREATE TRIGGER "tell_of_new_interrupt" AFTER INSERT ON "interrupts"
  FOR EACH ROW WHEN (NEW.outcome = 'pending') EXECUTE FUNCTION "tell_of_interrupt"();
CREATE TRIGGER "tell_of_interrupt" AFTER UPDATE OF "outcome", "expired_at" ON "interrupts"
  FOR EACH ROW WHEN (OLD.outcome IS DISTINCT FROM NEW.outcome OR OLD.expired_at IS NULL AND NEW.expired_at IS NOT NULL)
  EXECUTE FUNCTION "tell_of_interrupt"();
-- One that waited is gone with its run or its thread.
CREATE TRIGGER "tell_of_gone_interrupt" AFTER DELETE ON "interrupts"
  FOR EACH ROW WHEN (OLD.outcome = 'pending') EXECUTE FUNCTION "tell_of_interrupt"();

CREATE FUNCTION "tell_of_run"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.webhook IS NOT NULL THEN
    INSERT INTO webhook_deliveries (url, event, thread_id, run_id) VALUES (NEW.webhook, 'run.ended', NEW.thread_id, NEW.id);
    PERFORM pg_notify('holdpoint', '{"k":"delivery"}');
  END IF;
  IF NEW.status IN ('error', 'timeout') AND EXISTS (SELECT FROM webhooks WHERE active) THEN
    PERFORM tell_webhooks('run.failed', NEW.graph_id, NEW.thread_id, NEW.id, NULL,
      json_build_object('run_id', NEW.id, 'thread_id', NEW.thread_id, 'graph_id', NEW.graph_id, 'assistant_id', NEW.assistant_id,
        'status', NEW.status, 'attempt', NEW.attempt, 'created_at', NEW.created_at, 'started_at', NEW.started_at,
        'ended_at', NEW.ended_at),
      json_build_object('error', NEW.error));
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "tell_of_ended_run" AFTER UPDATE OF "status" ON "runs"
  FOR EACH ROW WHEN (OLD.status IN ('pending', 'running') AND NEW.status NOT IN ('pending', 'running')
    AND (NEW.webhook IS NOT NULL OR NEW.status IN ('error', 'timeout')))
  EXECUTE FUNCTION "tell_of_run"();
-- One that has come to its end before it began: a deadline's.
CREATE TRIGGER "tell_of_new_run" AFTER INSERT ON "runs"
  FOR EACH ROW WHEN (NEW.status NOT IN ('pending', 'running') AND (NEW.webhook IS NOT NULL OR NEW.status IN ('error', 'timeout')))
  EXECUTE FUNCTION "tell_of_run"();
