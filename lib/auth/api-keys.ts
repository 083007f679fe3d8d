import { z } from 'zod';
import { HoldpointError } from '#lib/errors';
import { t } from '#lib/language/gettext';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { accountName, checked, ensureNameIsFree } from './account-name';
import { authOf } from './better-auth';
import { changeAccounts, recordChange } from './change-accounts';
import { ROLES } from './permissions';

const DAY_SECONDS = 24 * 60 * 60;

const newKey = z.object({
  name: accountName,
  role: z.enum(ROLES, { error: () => t`Choose a role.` }),
  /** Null: until it is revoked. */
  days: z.number().int().min(1).max(3_650).nullable(),
});

export type NewKey = z.input<typeof newKey>;

/** @returns the key, which nobody sees again. @throws HoldpointError `invalid_request` */
export async function createApiKey(
  hp: Holdpoint,
  { actor, ...values }: NewKey & { actor: { id: string; name: string } },
): Promise<{ key: string }> {
  const { name, role, days } = checked(newKey, values);
  const auth = await authOf(hp);
  return changeAccounts(hp, async (tx) => {
    await ensureNameIsFree(tx, name);
    const body = { name, userId: actor.id, expiresIn: days === null ? null : days * DAY_SECONDS, metadata: { role } };
    const { key } = await auth.api.createApiKey({ body });
    await recordChange(tx, { kind: 'create_key', actor: actor.name, subject: name, detail: { role, days } });
    return { key };
  });
}

/** From now on it opens nothing. @throws HoldpointError `key_not_found` */
export async function revokeApiKey(hp: Holdpoint, { id, actor }: { id: string; actor: string }): Promise<void> {
  await changeAccounts(hp, async (tx) => {
    const [key] = await tx.$queryRaw<{ name: string }[]>`
      UPDATE api_keys SET enabled = false, updated_at = clock_timestamp() WHERE id = ${id} AND enabled RETURNING name`;
    if (!key) throw new HoldpointError('key_not_found', t`This key was revoked before, or it is gone.`);
    await recordChange(tx, { kind: 'revoke_key', actor, subject: key.name });
  });
}
