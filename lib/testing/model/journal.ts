import type { Database } from '#lib/store/database';
import { runSql } from '../run-sql';

/** Beside the product's tables: every change of a run's status, by a trigger, and every beginning of a node, by the node. */
const JOURNAL = `
CREATE TABLE model_journal (seq bigserial PRIMARY KEY, thread_id uuid NOT NULL, run_id uuid NOT NULL, what text NOT NULL);
CREATE INDEX ON model_journal (thread_id, seq);
CREATE FUNCTION model_note_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO model_journal (thread_id, run_id, what) VALUES (OLD.thread_id, OLD.id, 'deleted');
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO model_journal (thread_id, run_id, what) VALUES (NEW.thread_id, NEW.id, NEW.status);
  ELSIF OLD.status <> NEW.status THEN
    INSERT INTO model_journal (thread_id, run_id, what) VALUES (NEW.thread_id, NEW.id, NEW.status);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER model_note_run AFTER INSERT OR UPDATE OR DELETE ON runs FOR EACH ROW EXECUTE FUNCTION model_note_run();`;

export interface JournalLine {
  runId: string;
  /** A status, `deleted`, or `node <name>`. */
  what: string;
}

export async function installJournal(url: string): Promise<void> {
  await runSql(url, JOURNAL);
}

export async function journalNode(db: Database, at: { threadId: string; runId: string; node: string }): Promise<void> {
  await db.prisma.$executeRaw`
    INSERT INTO model_journal (thread_id, run_id, what) VALUES (${at.threadId}::uuid, ${at.runId}::uuid, ${`node ${at.node}`})`;
}

export async function readJournal(db: Database, threadId: string): Promise<JournalLine[]> {
  return db.prisma.$queryRaw<JournalLine[]>`
    SELECT run_id::text AS "runId", what FROM model_journal WHERE thread_id = ${threadId}::uuid ORDER BY seq`;
}
