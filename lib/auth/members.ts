import { z } from 'zod';
import { HoldpointError } from '#lib/errors';
import { t } from '#lib/language/gettext';
import type { Holdpoint } from '#lib/runs/holdpoint';
import type { Transaction } from '#lib/runs/transaction';
import { accountName, checked, ensureNameIsFree, refusedAt } from './account-name';
import { changeAccounts, recordChange } from './change-accounts';
import { passwordLink } from './password-link';
import { ROLES, type Role } from './permissions';

const email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email({ error: () => t`Give an e-mail address, e.g. maria@example.com.` }).max(200));
const newMember = z.object({ name: accountName, email, role: z.enum(ROLES, { error: () => t`Choose a role.` }) });

export type NewMember = z.input<typeof newMember>;

interface MemberRow {
  id: string;
  name: string;
  email: string;
  role: Role;
  disabled_at: Date | null;
}

/** @returns the path at which the new member chooses a password; nobody sees it again */
export async function createMember(
  hp: Holdpoint,
  { actor, ...values }: NewMember & { actor: string },
): Promise<{ path: string }> {
  const member = checked(newMember, values);
  const id = await changeAccounts(hp, (tx) => insertMember(tx, { ...member, actor }));
  return { path: await passwordLink(hp, id) };
}

/** Part of a transaction of `changeAccounts`. @returns the id */
export async function insertMember(
  tx: Transaction,
  { actor, ...values }: NewMember & { actor: string | null },
): Promise<string> {
  const { name, email, role } = checked(newMember, values);
  await ensureNameIsFree(tx, name);
  const [taken] = await tx.$queryRaw<{ name: string }[]>`SELECT name FROM members WHERE email = ${email}`;
  if (taken) throw refusedAt('email', addressIsOf(taken.name));
  const id = crypto.randomUUID();
  await tx.$executeRaw`INSERT INTO members (id, name, email, role) VALUES (${id}, ${name}, ${email}, ${role})`;
  await recordChange(tx, { kind: 'create_member', actor, subject: name, detail: { role, email } });
  return id;
}

/** @throws HoldpointError `member_not_found`, `conflict` for the last admin */
export async function changeRole(
  hp: Holdpoint,
  { id, role, actor }: { id: string; role: Role; actor: string },
): Promise<void> {
  await changeAccounts(hp, async (tx) => {
    const member = await findMember(tx, id);
    if (member.role === role) return;
    if (role !== 'admin') await ensureOtherAdmin(tx, member);
    await tx.$executeRaw`UPDATE members SET role = ${role}, updated_at = clock_timestamp() WHERE id = ${id}`;
    await recordChange(tx, {
      kind: 'change_role',
      actor,
      subject: member.name,
      detail: { from: member.role, to: role },
    });
  });
}

/** Ends all sessions at once; links that were not used yet are void. @throws HoldpointError `member_not_found`, `conflict` */
export async function disableMember(hp: Holdpoint, { id, actor }: { id: string; actor: string }): Promise<void> {
  await changeAccounts(hp, async (tx) => {
    const member = await findMember(tx, id);
    if (member.disabled_at) return;
    await ensureOtherAdmin(tx, member);
    await tx.$executeRaw`UPDATE members SET disabled_at = clock_timestamp(), updated_at = clock_timestamp() WHERE id = ${id}`;
    await tx.$executeRaw`DELETE FROM member_sessions WHERE member_id = ${id}`;
    await tx.$executeRaw`DELETE FROM member_verifications WHERE value = ${id}`;
    // Who is enabled again is known by the e-mail address anew.
    await tx.$executeRaw`DELETE FROM member_credentials WHERE member_id = ${id} AND provider_id <> 'credential'`;
    await recordChange(tx, { kind: 'disable_member', actor, subject: member.name });
  });
}

/** @throws HoldpointError `member_not_found` */
export async function enableMember(hp: Holdpoint, { id, actor }: { id: string; actor: string }): Promise<void> {
  await changeAccounts(hp, async (tx) => {
    const member = await findMember(tx, id);
    if (!member.disabled_at) return;
    await tx.$executeRaw`UPDATE members SET disabled_at = NULL, updated_at = clock_timestamp() WHERE id = ${id}`;
    await recordChange(tx, { kind: 'enable_member', actor, subject: member.name });
  });
}

/** A link with which a member chooses a new password; those before it are void. @throws HoldpointError `member_not_found`, `conflict` */
export async function newPasswordLink(
  hp: Holdpoint,
  { id, actor }: { id: string; actor: string | null },
): Promise<{ path: string }> {
  await changeAccounts(hp, async (tx) => {
    const member = await findMember(tx, id);
    if (member.disabled_at) throw new HoldpointError('conflict', enableFirst(member.name));
    await tx.$executeRaw`DELETE FROM member_verifications WHERE value = ${id}`;
    await recordChange(tx, { kind: 'new_password_link', actor, subject: member.name });
  });
  return { path: await passwordLink(hp, id) };
}

const addressIsOf = (name: string) => t`${name} has this address; choose another.`;
const enableFirst = (name: string) => t`${name} is disabled; enable the account first.`;

async function findMember(tx: Transaction, id: string): Promise<MemberRow> {
  const [member] = await tx.$queryRaw<MemberRow[]>`
    SELECT id, name, email, role, disabled_at FROM members WHERE id = ${id}`;
  if (member) return member;
  throw new HoldpointError('member_not_found', t`There is no member with the id ${id}.`);
}

/** Somebody must be able to let others in. */
async function ensureOtherAdmin(tx: Transaction, { id, name, role, disabled_at }: MemberRow): Promise<void> {
  if (role !== 'admin' || disabled_at) return;
  const [other] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM members WHERE role = 'admin' AND disabled_at IS NULL AND id <> ${id} LIMIT 1`;
  if (other) return;
  throw new HoldpointError('conflict', t`${name} is the only admin; make somebody else admin first.`);
}
