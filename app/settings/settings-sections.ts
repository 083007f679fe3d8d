/** In the order of the list beside them. */
export const settingsSections = [
  { href: '/settings/profile', label: 'Profile' },
  { href: '/settings/keys', label: 'Keys' },
  { href: '/settings/webhooks', label: 'Slack, e-mail, webhooks' },
];
