import type { Holdpoint } from '#lib/runs/holdpoint';
import { authOf, takePasswordToken } from './better-auth';

/** A path at which this member chooses a password, once and within some days. Only a hash of its token is kept. */
export async function passwordLink(hp: Holdpoint, memberId: string): Promise<string> {
  const { email } = await hp.db.prisma.member.findUniqueOrThrow({ where: { id: memberId }, select: { email: true } });
  const auth = await authOf(hp);
  await auth.api.requestPasswordReset({ body: { email } });
  const token = takePasswordToken(memberId);
  if (!token) throw new Error('No link was made: Better Auth did not hand one over.');
  return `/set-password?token=${token}`;
}
