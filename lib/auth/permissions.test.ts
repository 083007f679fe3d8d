import { describe, expect, it } from 'vitest';
import { HoldpointError } from '#lib/errors';
import { ANYONE, authorize, type Caller, permissionsOfCaller } from './caller';
import { PERMISSIONS, type Permission, ROLES, type Role, roleFor } from './permissions';

function member(role: Role): Caller {
  return { kind: 'member', id: '1', name: 'Maria', role, until: null };
}

/** What happens when this role asks for it: nothing, or the code of the refusal. */
function refusal(caller: Caller, permission: Permission): string | null {
  try {
    authorize(caller, permission);
    return null;
  } catch (error) {
    return error instanceof HoldpointError ? error.code : String(error);
  }
}

describe('roles', () => {
  it('grant what their description says, and nothing else', () => {
    const table = Object.fromEntries(ROLES.map((role) => [role, permissionsOfCaller(member(role)).join(' ')]));

    expect(table).toEqual({
      viewer: 'see',
      reviewer: 'see review',
      operator: 'see review operate',
      admin: 'see review operate administer',
    });
  });

  it('are the least ones for what they add', () => {
    expect(PERMISSIONS.map(roleFor)).toEqual(ROLES);
  });

  it('are refused what they do not grant, and nobody is let in', () => {
    expect(refusal(member('viewer'), 'review')).toBe('forbidden');
    expect(refusal(member('operator'), 'administer')).toBe('forbidden');
    expect(refusal(member('admin'), 'administer')).toBe(null);
    expect(PERMISSIONS.map((permission) => refusal(null, permission))).toEqual(PERMISSIONS.map(() => 'unauthorized'));
    expect(PERMISSIONS.map((permission) => refusal(ANYONE, permission))).toEqual(PERMISSIONS.map(() => null));
  });

  it('a refusal names the role it takes and who can give it', () => {
    expect(() => authorize(member('viewer'), 'operate')).toThrow(
      'This takes the role operator; Maria is viewer. An admin of this server can change that.',
    );
  });
});
