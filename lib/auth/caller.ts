import { HoldpointError } from '#lib/errors';
import { t } from '#lib/language/gettext';
import { PERMISSIONS, type Permission, permissionsOf, type Role, roleFor } from './permissions';
import { roleInSentence } from './role-in-sentence';

/** Somebody who has signed in, or a program with a key. */
export interface Identity {
  kind: 'member' | 'key';
  id: string;
  /** As what they do is recorded. */
  name: string;
  role: Role;
  /** Until when the session or the key is good; null: without limit. */
  until: Date | null;
}

/** Who asks for something. `anyone`: the server is open, and whoever reaches it may do everything. Null: nobody it knows. */
export type Caller = { kind: 'anyone' } | Identity | null;

export const ANYONE = { kind: 'anyone' } as const satisfies Caller;

export function permissionsOfCaller(caller: Caller): readonly Permission[] {
  if (caller === null) return [];
  return caller.kind === 'anyone' ? PERMISSIONS : permissionsOf(caller.role);
}

/** @throws HoldpointError `unauthorized`, `forbidden` */
export function authorize(caller: Caller, permission: Permission): void {
  if (permissionsOfCaller(caller).includes(permission)) return;
  if (caller === null || caller.kind === 'anyone') throw unauthorized();
  const [needed, name, role] = [roleInSentence(roleFor(permission)), caller.name, roleInSentence(caller.role)];
  throw new HoldpointError(
    'forbidden',
    t`This takes the role ${needed}; ${name} is ${role}. An admin of this server can change that.`,
  );
}

export function unauthorized(): HoldpointError {
  return new HoldpointError(
    'unauthorized',
    t`This server has accounts: sign in at /sign-in, or send an API key as x-api-key. What you sent is missing, wrong or no longer valid.`,
  );
}
