// Who may do what. A role grants permissions; every server action and every endpoint names the one it needs. Nothing else in the
// code compares roles.

export const ROLES = ['viewer', 'reviewer', 'operator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/**
 * `see`: read everything but what is for admins. `review`: answer, claim, assign, put off, comment, keep views, make links.
 * `operate`: send messages, start, stop, roll back, retry and reorder runs, edit states, delete. `administer`: members, keys,
 * webhooks, and what nodes are resumed with.
 */
export const PERMISSIONS = ['see', 'review', 'operate', 'administer'] as const;
export type Permission = (typeof PERMISSIONS)[number];

const GRANTED: Record<Role, readonly Permission[]> = {
  viewer: ['see'],
  reviewer: ['see', 'review'],
  operator: ['see', 'review', 'operate'],
  admin: ['see', 'review', 'operate', 'administer'],
};

export function isRole(value: unknown): value is Role {
  return ROLES.some((role) => role === value);
}

export function permissionsOf(role: Role): readonly Permission[] {
  return GRANTED[role];
}

/** The least role that may do it. */
export function roleFor(permission: Permission): Role {
  return ROLES.find((role) => GRANTED[role].includes(permission)) ?? 'admin';
}
