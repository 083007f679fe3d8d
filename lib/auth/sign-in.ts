import { HoldpointError } from '#lib/errors';
import { t } from '#lib/language/gettext';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { countAttempt, forgetAttempts } from './attempts';
import { authOf } from './better-auth';
import { unauthorized } from './caller';
import { changeAccounts, recordChange } from './change-accounts';
import { checkedPassword } from './first-account';
import { cookiesOf, type SetCookie } from './set-cookie';

/** @returns the cookies of the new session. @throws HoldpointError `forbidden`; it does not say what was wrong */
export async function signIn(hp: Holdpoint, given: { email: string; password: string }): Promise<SetCookie[]> {
  await countAttempt(hp, `sign-in ${given.email}`);
  const auth = await authOf(hp);
  const body = { email: given.email.trim().toLowerCase(), password: given.password };
  const { headers } = await auth.api
    .signInEmail({ body, returnHeaders: true })
    .catch(refuse(t`E-mail address or password are wrong, or the account is disabled.`));
  await forgetAttempts(hp, `sign-in ${given.email}`);
  return cookiesOf(headers);
}

/** @returns the cookies that are to be removed */
export async function signOut(hp: Holdpoint, cookie: string): Promise<SetCookie[]> {
  const auth = await authOf(hp);
  const { headers } = await auth.api.signOut({ headers: new Headers({ cookie }), returnHeaders: true });
  // Whoever has the cookie, here or elsewhere, is out.
  await changeAccounts(hp, async () => undefined);
  return cookiesOf(headers);
}

/** The password of who has the cookie, whose other sessions end. @throws HoldpointError */
export async function changePassword(
  hp: Holdpoint,
  { cookie, current, chosen }: { cookie: string; current: string; chosen: string },
): Promise<void> {
  const auth = await authOf(hp);
  const headers = new Headers({ cookie });
  const found = await auth.api.getSession({ headers });
  if (!found) throw unauthorized();
  const { user, session } = found;
  await countAttempt(hp, `change-password ${user.id}`);
  await ensureHasPassword(hp, user.id);
  const body = { currentPassword: current, newPassword: checkedPassword(chosen) };
  await auth.api.changePassword({ body, headers }).catch(refuse(t`The current password is not right.`));
  await changeAccounts(hp, async (tx) => {
    // This session stays as it is: what the page reads at the same time brings the cookie that it has.
    await tx.$executeRaw`DELETE FROM member_sessions WHERE member_id = ${user.id} AND token <> ${session.token}`;
    await recordChange(tx, { kind: 'set_password', actor: user.name, subject: user.name });
  });
}

/** Whoever has only signed in with the provider has none to change. @throws HoldpointError `conflict` */
async function ensureHasPassword({ db }: Holdpoint, userId: string): Promise<void> {
  if (await db.prisma.memberCredential.findFirst({ where: { userId, providerId: 'credential' } })) return;
  throw new HoldpointError('conflict', t`You have no password yet. An admin can give you a link to choose one.`);
}

/** With the token of a link, which is used up by it. Sessions that there are end. @throws HoldpointError `forbidden` */
export async function setPassword(hp: Holdpoint, { token, chosen }: { token: string; chosen: string }): Promise<void> {
  const auth = await authOf(hp);
  const newPassword = checkedPassword(chosen);
  const { internalAdapter } = await auth.$context;
  const found = await internalAdapter.findVerificationValue(`reset-password:${token}`);
  await auth.api
    .resetPassword({ body: { token, newPassword } })
    .catch(refuse(t`This link was used before, or it is too old. Ask an admin for another.`));
  const member = await hp.db.prisma.member.findUnique({ where: { id: found?.value ?? '' }, select: { name: true } });
  const subject = member?.name ?? 'unknown';
  await changeAccounts(hp, (tx) => recordChange(tx, { kind: 'set_password', actor: subject, subject }));
}

/** Better Auth refuses with errors of its own; anything else is the server's trouble. */
function refuse(message: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof Error && error.name === 'APIError') {
      throw new HoldpointError('forbidden', message, { cause: error });
    }
    throw error;
  };
}
