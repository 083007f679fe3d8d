import { forbidden } from 'next/navigation';
import { authorize, type Identity, permissionsOfCaller } from '#lib/auth/caller';
import type { Permission } from '#lib/auth/permissions';
import { HoldpointError } from '#lib/errors';
import { t } from '#lib/language/gettext';
import { currentCaller } from './current-caller';

/** For what is read or done. @throws HoldpointError `unauthorized`, `forbidden` */
export async function allow(permission: Permission): Promise<void> {
  authorize(await currentCaller(), permission);
}

/**
 * For a page that is not for everybody: who may not see it is told so in its place, with the status 403. It comes before anything is
 * sent, so such a page has no loading.tsx above it, and shows what loads within itself.
 */
export async function allowPage(permission: Permission): Promise<void> {
  if (!(await mayDo(permission))) forbidden();
}

/** For what only some see of something that everybody may read. */
export async function mayDo(permission: Permission): Promise<boolean> {
  return permissionsOfCaller(await currentCaller()).includes(permission);
}

/** Who acts on accounts: a member, since an open server has none to act on. @throws HoldpointError */
export async function currentMember(): Promise<Identity> {
  const caller = await currentCaller();
  if (caller && caller.kind !== 'anyone') return caller;
  throw new HoldpointError('unauthorized', t`Sign in first.`);
}
