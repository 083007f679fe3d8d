import type { AccountChangeView } from '#lib/auth/list-accounts';
import { t } from '#lib/language/gettext';
import { withinSentence } from '#lib/language/within-sentence';
import { isRecord } from '#lib/runs/is-record';
import { roleLabel } from './role-options';

/** A change of members or keys as a sentence. */
export function describeChange({ kind, actor, subject, detail }: Omit<AccountChangeView, 'id' | 'at'>): string {
  const who = actor ?? t`Somebody at the server`;
  const of = isRecord(detail) ? detail : {};
  const [role, provider] = [roleWithin(of.role), String(of.provider)];
  switch (kind) {
    case 'create_member':
      if (actor === subject) return t`${subject} got an account as ${role} by signing in`;
      return actor ? t`${who} added ${subject} as ${role}` : t`${subject} made the first account`;
    case 'change_role': {
      const [now, before] = [roleWithin(of.to), roleWithin(of.from)];
      return t`${who} made ${subject} ${now}, who was ${before}`;
    }
    case 'disable_member':
      return t`${who} disabled ${subject}`;
    case 'enable_member':
      return t`${who} enabled ${subject}`;
    case 'new_password_link':
      return t`${who} made a password link for ${subject}`;
    case 'set_password':
      return t`${subject} chose a password`;
    case 'link_sign_in':
      return t`${subject} signed in with ${provider} for the first time`;
    case 'create_key':
      return t`${who} made the API key ${subject} with the role ${role}`;
    case 'revoke_key':
      return t`${who} revoked the API key ${subject}`;
    default:
      return `${who}: ${kind} ${subject}`;
  }
}

function roleWithin(role: unknown): string {
  return withinSentence(roleLabel(String(role)));
}
