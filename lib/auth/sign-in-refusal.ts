import { t } from '#lib/language/gettext';

/** Why somebody who came back from the provider is not let in. It stands in an address, so it says nothing about anybody. */
export const REFUSALS = [
  'denied',
  'expired',
  'unverified',
  'unknown',
  'disabled',
  'linked',
  'unusable',
  'failed',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Thrown while Better Auth asks who somebody is; `finishOidcSignIn` catches it. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`A sign-in was refused: ${refusal}.`);
    this.refusal = refusal;
  }
}

/** Of what was thrown. By its name: Better Auth is kept for the process, and Next has this class twice, for actions and for routes. */
export function refusalOfError(error: unknown): Refusal | undefined {
  return error instanceof Error && error.name === 'SignInRefused' && 'refusal' in error
    ? refusalIn(error.refusal)
    : undefined;
}

export function refusalIn(text: unknown): Refusal | undefined {
  return REFUSALS.find((refusal) => refusal === text);
}

/** What is shown where one signs in. `provider`: what people call it. */
export function describeRefusal(refusal: Refusal, provider: string): string {
  switch (refusal) {
    case 'denied':
      return t`${provider} did not let you in, or you left it before it did. Try again.`;
    case 'expired':
      return t`This sign-in was begun too long ago, in another browser or at another address of this server. Try again here.`;
    case 'unverified':
      return t`${provider} does not vouch for your e-mail address. Confirm it there, then try again.`;
    case 'unknown':
      return t`Your e-mail address at ${provider} belongs to no member of this server. Ask an admin to add you.`;
    case 'disabled':
      return t`Your account is disabled. An admin of this server can enable it.`;
    case 'linked':
      return t`Your e-mail address belongs to a member who signs in with another account of ${provider}. An admin can disable and enable that member, who then signs in with yours.`;
    case 'unusable':
      return t`${provider} says nothing of your e-mail address, or none that an account can have.`;
    case 'failed':
      return t`Signing in with ${provider} failed; the log of this server says why. Try again, or use your password.`;
  }
}
