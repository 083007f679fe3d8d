import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { HoldpointError } from '#lib/errors';
import { t } from '#lib/language/gettext';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { checked, refusedAt } from './account-name';
import { accountsAreRequired } from './accounts-mode';
import { countAttempt } from './attempts';
import { authOf, PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from './better-auth';
import { changeAccounts } from './change-accounts';
import { insertMember } from './members';
import { SETUP_CODE, setupCode } from './server-secret';

const password = z
  .string()
  .min(PASSWORD_MIN_LENGTH, { error: () => t`A password has at least ${PASSWORD_MIN_LENGTH} characters.` })
  .max(PASSWORD_MAX_LENGTH, { error: () => t`A password has at most ${PASSWORD_MAX_LENGTH} characters.` });

/** @throws HoldpointError `invalid_request` at the field `password` */
export function checkedPassword(chosen: string): string {
  return checked(z.object({ password }), { password: chosen }).password;
}

const firstAccount = z.object({ name: z.string(), email: z.string(), password, code: z.string().default('') });

export type FirstAccount = z.input<typeof firstAccount>;

/**
 * Makes the first account, an admin's; from then on the server takes a session or a key for everything. Of several who try, one does.
 * @throws HoldpointError `invalid_request`, `forbidden` for a wrong code, `conflict` when there are accounts
 */
export async function createFirstAccount(hp: Holdpoint, values: FirstAccount): Promise<void> {
  const { code, password: chosen, ...person } = checked(firstAccount, values);
  if (accountsAreRequired()) await checkCode(hp, code);
  const { password: hasher } = await (await authOf(hp)).$context;
  const hash = await hasher.hash(chosen);
  await changeAccounts(hp, async (tx) => {
    const [other] = await tx.$queryRaw<{ name: string }[]>`SELECT name FROM members LIMIT 1`;
    if (other) throw new HoldpointError('conflict', t`Somebody has made the first account already; sign in.`);
    const id = await insertMember(tx, { ...person, role: 'admin', actor: null });
    await tx.$executeRaw`
      INSERT INTO member_credentials (id, member_id, account_id, provider_id, password)
      VALUES (${crypto.randomUUID()}, ${id}, ${id}, 'credential', ${hash})`;
    await tx.$executeRaw`DELETE FROM server_secrets WHERE name = ${SETUP_CODE}`;
  });
}

async function checkCode(hp: Holdpoint, given: string): Promise<void> {
  await countAttempt(hp, 'setup code');
  const right = Buffer.from(await setupCode(hp));
  const tried = Buffer.from(given.trim().toUpperCase());
  if (tried.length === right.length && timingSafeEqual(tried, right)) return;
  throw refusedAt('code', t`This is not the code that the server has printed. Look into its output or log.`);
}
