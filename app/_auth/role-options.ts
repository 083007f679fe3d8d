import type { Role } from '#lib/auth/permissions';

/** What each role may do, in a few words. */
export const roleOptions: { value: Role; label: string; can: string }[] = [
  { value: 'viewer', label: 'Viewer', can: 'sees everything but settings for admins' },
  { value: 'reviewer', label: 'Reviewer', can: 'also answers, claims, assigns, puts off, comments' },
  { value: 'operator', label: 'Operator', can: 'also sends messages, starts, stops and deletes' },
  { value: 'admin', label: 'Admin', can: 'also manages members, keys and webhooks' },
];

export function roleLabel(role: Role): string {
  return roleOptions.find(({ value }) => value === role)?.label ?? role;
}
