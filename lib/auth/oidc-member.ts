import type { Holdpoint } from '#lib/runs/holdpoint';
import { knownError } from '#lib/runs/known-error';
import type { Transaction } from '#lib/runs/transaction';
import { accountName, ensureNameIsFree } from './account-name';
import { changeAccounts, recordChange } from './change-accounts';
import { insertMember } from './members';
import type { OidcPerson } from './oidc-claims';
import type { OidcSettings } from './oidc-settings';
import { SignInRefused } from './sign-in-refusal';

/** What Better Auth calls the provider, in `member_credentials` and in the address it comes back to. */
export const OIDC = 'oidc';

interface MemberRow {
  id: string;
  name: string;
  email: string;
  isDisabled: boolean;
}

/**
 * Sees to it that the person has an account that may sign in: one that this account of the provider is linked to, or, once, the one
 * with the e-mail address that the provider vouches for, or a new one where the settings give everybody one.
 * @throws SignInRefused
 */
export async function admitPerson(
  hp: Holdpoint,
  person: OidcPerson,
  settings: Pick<OidcSettings, 'role' | 'name'>,
): Promise<Pick<MemberRow, 'name' | 'email'>> {
  // Disabling a member removes the link.
  const linked = await hp.db.prisma.memberCredential.findUnique({
    where: { providerId_accountId: { providerId: OIDC, accountId: person.accountId } },
    select: { user: { select: { name: true, email: true } } },
  });
  if (linked) return linked.user;
  const { email } = person;
  if (!email) throw new SignInRefused('unusable');
  if (!person.isEmailVerified) throw new SignInRefused('unverified');
  return changeAccounts(hp, async (tx) => {
    const member = (await memberWith(tx, email)) ?? (await newMember(tx, { ...person, email }, settings));
    if (member.isDisabled) throw new SignInRefused('disabled');
    await link(tx, member, { ...person, provider: settings.name });
    return member;
  });
}

async function memberWith(tx: Transaction, email: string): Promise<MemberRow | undefined> {
  const [member] = await tx.$queryRaw<MemberRow[]>`
    SELECT id, name, email, disabled_at IS NOT NULL AS "isDisabled" FROM members WHERE email = ${email}`;
  return member;
}

async function newMember(
  tx: Transaction,
  { email, name: told }: OidcPerson & { email: string },
  { role }: Pick<OidcSettings, 'role'>,
): Promise<MemberRow> {
  if (!role) throw new SignInRefused('unknown');
  const name = (await usableName(tx, told)) ?? (await usableName(tx, email));
  if (!name) throw new SignInRefused('unusable');
  const id = await insertMember(tx, { name, email, role, actor: name }).catch(refuseUnusable);
  return { id, name, email, isDisabled: false };
}

/** Undefined: it cannot be one, or somebody has it. */
async function usableName(tx: Transaction, told: string | null): Promise<string | undefined> {
  const { data: name } = accountName.safeParse(told ?? '');
  if (!name) return undefined;
  return ensureNameIsFree(tx, name).then(
    () => name,
    (error: unknown) => {
      if (knownError(error)?.code === 'invalid_request') return undefined;
      throw error;
    },
  );
}

/** Of two accounts of the provider with one address, in turn or at once, the later one is not the member's. */
async function link(
  tx: Transaction,
  member: MemberRow,
  { accountId, provider }: OidcPerson & { provider: string },
): Promise<void> {
  const [other] = await tx.$queryRaw<{ account_id: string }[]>`
    SELECT account_id FROM member_credentials
    WHERE member_id = ${member.id} AND provider_id = ${OIDC}
      AND split_part(account_id, ' ', 1) = split_part(${accountId}, ' ', 1)`;
  if (other?.account_id === accountId) return;
  if (other) throw new SignInRefused('linked');
  await tx.$executeRaw`
    INSERT INTO member_credentials (id, member_id, account_id, provider_id)
    VALUES (${crypto.randomUUID()}, ${member.id}, ${accountId}, ${OIDC})`;
  await recordChange(tx, { kind: 'link_sign_in', actor: member.name, subject: member.name, detail: { provider } });
}

function refuseUnusable(error: unknown): never {
  if (knownError(error)?.code === 'invalid_request') throw new SignInRefused('unusable');
  throw error;
}
