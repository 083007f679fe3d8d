/** In the order of the list beside them. */
export const settingsSections = [
  { href: '/settings/profile', label: 'Profile' },
  { href: '/settings/webhooks', label: 'Slack and webhooks' },
];
