import type { Permission } from '#lib/auth/permissions';
import { t } from '#lib/language/gettext';

export interface SettingsSection {
  href: string;
  /** In the reader's language. */
  label: () => string;
  /** What it takes to see it. */
  permission: Permission;
}

/** In the order of the list beside them. */
export const settingsSections: SettingsSection[] = [
  { href: '/settings/profile', label: () => t`Profile`, permission: 'see' },
  { href: '/settings/keys', label: () => t`Keys`, permission: 'see' },
  { href: '/settings/webhooks', label: () => t`Slack, e-mail, webhooks`, permission: 'administer' },
  { href: '/settings/members', label: () => t`Members`, permission: 'administer' },
  { href: '/settings/api-keys', label: () => t`API keys`, permission: 'administer' },
];
