import type { Permission } from '#lib/auth/permissions';

export interface SettingsSection {
  href: string;
  label: string;
  /** What it takes to see it. */
  permission: Permission;
}

/** In the order of the list beside them. */
export const settingsSections: SettingsSection[] = [
  { href: '/settings/profile', label: 'Profile', permission: 'see' },
  { href: '/settings/keys', label: 'Keys', permission: 'see' },
  { href: '/settings/webhooks', label: 'Slack, e-mail, webhooks', permission: 'administer' },
  { href: '/settings/members', label: 'Members', permission: 'administer' },
  { href: '/settings/api-keys', label: 'API keys', permission: 'administer' },
];
