import type { Role } from '#lib/auth/permissions';
import { c, t } from '#lib/language/gettext';

/** What each role may do, in a few words. */
export const roleOptions = (): { value: Role; label: string; can: string }[] => [
  { value: 'viewer', label: t`Viewer`, can: t`sees everything but settings for admins` },
  { value: 'reviewer', label: t`Reviewer`, can: t`also answers, claims, assigns, puts off, comments` },
  { value: 'operator', label: t`Operator`, can: t`also sends messages, starts, stops and deletes` },
  { value: 'admin', label: t`Admin`, can: t`also manages members, keys and webhooks` },
];

export function roleLabel(role: Role): string {
  return roleOptions().find(({ value }) => value === role)?.label ?? role;
}

/** Within a sentence. A role of another time is called what it was. */
export function roleInSentence(role: string): string {
  const names: Record<string, string> = {
    viewer: c('a role, in a sentence').t`viewer`,
    reviewer: c('a role, in a sentence').t`reviewer`,
    operator: c('a role, in a sentence').t`operator`,
    admin: c('a role, in a sentence').t`admin`,
  };
  return names[role] ?? role;
}
