import type { Holdpoint } from '#lib/runs/holdpoint';
import { inTransaction, type Transaction } from '#lib/runs/transaction';
import { notify } from '#lib/store/notify';

export type AccountChangeKind =
  | 'create_member'
  | 'change_role'
  | 'disable_member'
  | 'enable_member'
  | 'new_password_link'
  | 'set_password'
  | 'link_sign_in'
  | 'create_key'
  | 'revoke_key';

interface Change {
  kind: AccountChangeKind;
  /** Null: at the server's own command line, or before there were accounts. */
  actor: string | null;
  /** The name of the member or the key. */
  subject: string;
  detail?: Record<string, unknown>;
}

/**
 * Changes members or keys, one after the other for all processes, so that rules about all of them hold: names differ, and there is
 * always an admin. What was done is recorded in the same transaction, and everybody is told.
 */
export async function changeAccounts<T>(hp: Holdpoint, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const result = await inTransaction(hp.db, async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('holdpoint accounts'))::text`;
    const done = await work(tx);
    await notify(tx, { k: 'accounts' });
    return done;
  });
  hp.accounts.changed();
  return result;
}

export async function recordChange(tx: Transaction, { kind, actor, subject, detail }: Change): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO account_changes (kind, actor, subject, detail)
    VALUES (${kind}, ${actor}, ${subject}, ${detail ? JSON.stringify(detail) : null}::jsonb)`;
}
