import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { currentCaller } from '#app/_auth/current-caller';
import { OutsidePage } from '#app/_auth/outside-page';
import { Notice } from '#app/_ui/notice';
import { accountsMode } from '#lib/auth/accounts-mode';
import { returnPath } from '#lib/auth/return-path';
import { holdpoint } from '#lib/runs/holdpoint';
import { SignInForm } from './sign-in-form';

export const metadata: Metadata = { title: 'Sign in' };

interface Props {
  searchParams: Promise<{ to?: string | string[]; set?: string }>;
}

export default async function SignInPage({ searchParams }: Props) {
  const { to, set } = await searchParams;
  if ((await accountsMode(await holdpoint())) === 'setup') redirect('/setup');
  if (await currentCaller()) redirect(returnPath(to));
  return (
    <OutsidePage title="Sign in">
      {set === undefined ? null : (
        <Notice tone="success" role="status" title="Your password is set. Sign in with it." />
      )}
      <SignInForm to={returnPath(to)} />
      <p className="text-xs text-ink-faint">
        No account, or no password any more? An admin of this server can give you a link.
      </p>
    </OutsidePage>
  );
}
