-- CreateEnum
CREATE TYPE "WebhookKind" AS ENUM ('http', 'slack', 'email');

-- AlterTable
ALTER TABLE "webhooks" ADD COLUMN     "includes_title" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "kind" "WebhookKind" NOT NULL DEFAULT 'http',
ADD COLUMN     "recipients" TEXT[] DEFAULT ARRAY[]::TEXT[],
ALTER COLUMN "url" DROP NOT NULL;

-- AlterTable
ALTER TABLE "webhook_deliveries" ADD COLUMN     "recipient" TEXT;

-- An e-mail has recipients, everything else has an address.
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_target_check" CHECK (
  CASE WHEN "kind" = 'email' THEN "url" IS NULL AND cardinality("recipients") > 0
    ELSE "url" IS NOT NULL AND cardinality("recipients") = 0 END);

-- As before, with a delivery for each recipient: one that a mail server refuses holds up none of the others.
CREATE OR REPLACE FUNCTION "tell_webhooks"(event text, graph text, thread uuid, run uuid, interrupt text, facts json, content json)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO webhook_deliveries (webhook_id, recipient, event, thread_id, run_id, interrupt_id, payload)
  SELECT w.id, r.recipient, event, thread, run, interrupt, json_build_object('data', facts, 'content',
    -- Receivers take messages, not files.
    CASE WHEN w.includes_content AND octet_length(content::text) <= 262144 THEN content END)
  FROM webhooks w LEFT JOIN unnest(w.recipients) AS r (recipient) ON true
  WHERE w.active AND event = ANY (w.events) AND (w.graph_ids = '{}' OR graph = ANY (w.graph_ids));
  IF FOUND THEN PERFORM pg_notify('holdpoint', '{"k":"delivery"}'); END IF;
END $$;

-- As before, with what the question says of its risk and its priority.
CREATE OR REPLACE FUNCTION "tell_of_interrupt"() RETURNS trigger LANGUAGE plpgsql AS $$
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
      'assistant_id', asked.assistant_id, 'node', asked.node, 'title', asked.title, 'risk', asked.risk, 'priority', asked.priority,
      'outcome', CASE WHEN TG_OP = 'DELETE' THEN 'deleted' ELSE asked.outcome::text END, 'asked_at', asked.created_at,
      'expires_at', asked.expires_at, 'decided_at', asked.decided_at, 'decided_by', asked.decided_by),
    json_build_object('question', asked.value, 'answer', asked.answer));
  RETURN NULL;
END $$;
