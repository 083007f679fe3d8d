import { c } from '#lib/language/gettext';
import type { Role } from './permissions';

export function roleInSentence(role: Role): string {
  switch (role) {
    case 'viewer':
      return c('a role, in a sentence').t`viewer`;
    case 'reviewer':
      return c('a role, in a sentence').t`reviewer`;
    case 'operator':
      return c('a role, in a sentence').t`operator`;
    case 'admin':
      return c('a role, in a sentence').t`admin`;
    default:
      return role satisfies never;
  }
}
