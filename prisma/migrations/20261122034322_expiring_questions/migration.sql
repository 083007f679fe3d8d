-- AlterTable
ALTER TABLE "webhooks" ADD COLUMN     "expiring_minutes" INTEGER NOT NULL DEFAULT 60;

-- Whether somebody was told, or will be, that a question expires soon.
CREATE INDEX "webhook_deliveries_expiring_idx" ON "webhook_deliveries"("interrupt_id") WHERE "event" = 'interrupt.expiring';

-- What is told of a question.
CREATE FUNCTION "interrupt_facts"(asked interrupts, outcome text) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT json_build_object('interrupt_id', asked.id, 'thread_id', asked.thread_id, 'run_id', asked.run_id, 'graph_id', asked.graph_id,
    'assistant_id', asked.assistant_id, 'node', asked.node, 'title', asked.title, 'risk', asked.risk, 'priority', asked.priority,
    'outcome', outcome, 'asked_at', asked.created_at, 'expires_at', asked.expires_at, 'decided_at', asked.decided_at,
    'decided_by', asked.decided_by)
$$;

-- Writes ahead that a question expires soon, once for each who is to be told: a delivery that is due at that moment. Where the time to
-- answer is short, that is half of it before the deadline. `of_webhook` null: to all.
CREATE FUNCTION "plan_expiring"(asked interrupts, of_webhook uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO webhook_deliveries (webhook_id, recipient, event, thread_id, run_id, interrupt_id, created_at, due_at, payload)
  SELECT w.id, r.recipient, 'interrupt.expiring', asked.thread_id, asked.run_id, asked.id, t.told_at, t.told_at,
    json_build_object('data', interrupt_facts(asked, 'pending'), 'content',
      CASE WHEN w.includes_content AND octet_length(asked.value::text) <= 262144 THEN json_build_object('question', asked.value) END)
  FROM webhooks w LEFT JOIN unnest(w.recipients) AS r (recipient) ON true
  CROSS JOIN LATERAL (SELECT greatest(clock_timestamp(), asked.expires_at
    - least(make_interval(mins => w.expiring_minutes), (asked.expires_at - asked.created_at) / 2)) AS told_at) t
  WHERE w.active AND 'interrupt.expiring' = ANY (w.events) AND (w.graph_ids = '{}' OR asked.graph_id = ANY (w.graph_ids))
    AND (of_webhook IS NULL OR w.id = of_webhook) AND asked.expires_at > clock_timestamp()
    AND NOT EXISTS (SELECT FROM webhook_deliveries d WHERE d.interrupt_id = asked.id AND d.event = 'interrupt.expiring'
      AND d.webhook_id = w.id AND d.recipient IS NOT DISTINCT FROM r.recipient);
  IF FOUND THEN PERFORM pg_notify('holdpoint', '{"k":"delivery"}'); END IF;
END $$;

-- As before, and it plans what is told shortly before a deadline.
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
    interrupt_facts(asked, CASE WHEN TG_OP = 'DELETE' THEN 'deleted' ELSE asked.outcome::text END),
    json_build_object('question', asked.value, 'answer', asked.answer));
  IF event = 'interrupt.asked' AND asked.expires_at IS NOT NULL AND asked.expired_at IS NULL THEN
    PERFORM plan_expiring(asked, NULL);
  END IF;
  RETURN NULL;
END $$;
