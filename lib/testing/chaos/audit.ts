import { runSql } from '../run-sql';

/**
 * What the suite writes down beside the product's tables, by triggers: every change of a run's status or lease, every lease cut short, and every
 * checkpoint, also those that a rollback removes later. It is committed with the change, and lost with it when the server crashes.
 */
const TABLES = `
CREATE TABLE chaos_runs (
  id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp(), action text NOT NULL, run_id uuid NOT NULL,
  thread_id uuid NOT NULL, seq bigint NOT NULL, kind text NOT NULL, strategy text NOT NULL, waits boolean NOT NULL,
  available_at timestamptz NOT NULL, old_status text, old_lease_until timestamptz, status text, stop_reason text, token uuid,
  worker_id text, attempt int NOT NULL);

CREATE TABLE chaos_leases (
  id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp(), run_id uuid NOT NULL, worker_id text NOT NULL);

CREATE TABLE chaos_checkpoints (
  id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp(), action text NOT NULL, thread_id uuid NOT NULL,
  checkpoint_id text NOT NULL, parent_id text, run_id uuid);`;

const TRIGGERS = `
CREATE FUNCTION chaos_note_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO chaos_runs (action, run_id, thread_id, seq, kind, strategy, waits, available_at, old_status, old_lease_until, attempt)
    VALUES (TG_OP, OLD.id, OLD.thread_id, OLD.seq, OLD.kind, OLD.multitask_strategy, OLD.kind = 'input' AND OLD.on_pending_interrupt = 'enqueue',
      OLD.available_at, OLD.status, OLD.due_at, OLD.attempt);
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.status = NEW.status AND OLD.lease_token IS NOT DISTINCT FROM NEW.lease_token THEN
    IF NEW.status = 'running' AND NEW.due_at < OLD.due_at THEN
      INSERT INTO chaos_leases (run_id, worker_id) VALUES (NEW.id, NEW.worker_id);
    END IF;
    RETURN NULL;
  END IF;
  INSERT INTO chaos_runs (action, run_id, thread_id, seq, kind, strategy, waits, available_at, old_status, old_lease_until, status,
    stop_reason, token, worker_id, attempt)
  VALUES (TG_OP, NEW.id, NEW.thread_id, NEW.seq, NEW.kind, NEW.multitask_strategy, NEW.kind = 'input' AND NEW.on_pending_interrupt = 'enqueue',
    NEW.available_at, CASE WHEN TG_OP = 'UPDATE' THEN OLD.status END, CASE WHEN TG_OP = 'UPDATE' THEN OLD.due_at END, NEW.status,
    NEW.stop_reason, NEW.lease_token, NEW.worker_id, NEW.attempt);
  RETURN NULL;
END $$;
CREATE TRIGGER chaos_note_run AFTER INSERT OR UPDATE OR DELETE ON runs FOR EACH ROW EXECUTE FUNCTION chaos_note_run();

CREATE FUNCTION chaos_note_checkpoint() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE noted checkpoints := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  INSERT INTO chaos_checkpoints (action, thread_id, checkpoint_id, parent_id, run_id)
  VALUES (TG_OP, noted.thread_id, noted.id, noted.parent_id, noted.run_id);
  RETURN NULL;
END $$;
CREATE TRIGGER chaos_note_checkpoint AFTER INSERT OR DELETE ON checkpoints FOR EACH ROW EXECUTE FUNCTION chaos_note_checkpoint();`;

export async function installAudit(url: string): Promise<void> {
  await runSql(url, TABLES);
  await runSql(url, TRIGGERS);
}
