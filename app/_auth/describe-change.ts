import type { AccountChangeView } from '#lib/auth/list-accounts';
import { isRecord } from '#lib/runs/is-record';

/** A change of members or keys as a sentence. */
export function describeChange({ kind, actor, subject, detail }: Omit<AccountChangeView, 'id' | 'at'>): string {
  const who = actor ?? 'Somebody at the server';
  const of = isRecord(detail) ? detail : {};
  switch (kind) {
    case 'create_member':
      if (actor === subject) return `${subject} got an account as ${of.role} by signing in`;
      return actor ? `${who} added ${subject} as ${of.role}` : `${subject} made the first account`;
    case 'change_role':
      return `${who} made ${subject} ${of.to}, who was ${of.from}`;
    case 'disable_member':
      return `${who} disabled ${subject}`;
    case 'enable_member':
      return `${who} enabled ${subject}`;
    case 'new_password_link':
      return `${who} made a password link for ${subject}`;
    case 'set_password':
      return `${subject} chose a password`;
    case 'link_sign_in':
      return `${subject} signed in with ${of.provider} for the first time`;
    case 'create_key':
      return `${who} made the API key ${subject} with the role ${of.role}`;
    case 'revoke_key':
      return `${who} revoked the API key ${subject}`;
    default:
      return `${who}: ${kind} ${subject}`;
  }
}
