import type { Role } from '#lib/auth/permissions';
import { t } from '#lib/language/gettext';

/** What each role may do, in a few words. */
export const roleOptions = (): { value: Role; label: string; can: string }[] => [
  { value: 'viewer', label: t`Viewer`, can: t`sees everything but settings for admins` },
  { value: 'reviewer', label: t`Reviewer`, can: t`also answers, claims, assigns, puts off, comments` },
  { value: 'operator', label: t`Operator`, can: t`also sends messages, starts, stops and deletes` },
  { value: 'admin', label: t`Admin`, can: t`also manages members, keys and webhooks` },
];

/** A role of another time is called what it was. */
export function roleLabel(role: string): string {
  return roleOptions().find(({ value }) => value === role)?.label ?? role;
}
