import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { currentCaller } from '#app/_auth/current-caller';
import { OutsidePage } from '#app/_auth/outside-page';
import { Notice } from '#app/_ui/notice';
import { accountsMode } from '#lib/auth/accounts-mode';
import { oidcSettings } from '#lib/auth/oidc-settings';
import { returnPath } from '#lib/auth/return-path';
import { describeRefusal, refusalIn } from '#lib/auth/sign-in-refusal';
import { t } from '#lib/language/gettext';
import { holdpoint } from '#lib/runs/holdpoint';
import { ProviderForm } from './provider-form';
import { SignInForm } from './sign-in-form';

export function generateMetadata(): Metadata {
  return { title: t`Sign in` };
}

interface Props {
  searchParams: Promise<{ to?: string | string[]; set?: string; refused?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: Props) {
  const { to, set, refused } = await searchParams;
  if ((await accountsMode(await holdpoint())) === 'setup') redirect('/setup');
  if (await currentCaller()) redirect(returnPath(to));
  const provider = oidcSettings()?.name;
  const refusal = refusalIn(refused);
  return (
    <OutsidePage title={t`Sign in`}>
      {provider && refusal ? <Notice tone="danger" role="alert" title={describeRefusal(refusal, provider)} /> : null}
      {set === undefined ? null : (
        <Notice tone="success" role="status" title={t`Your password is set. Sign in with it.`} />
      )}
      {provider ? (
        <>
          <ProviderForm provider={provider} to={returnPath(to)} />
          <p className="flex items-center gap-3 text-xs text-ink-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
            {t`or with your password`}
          </p>
        </>
      ) : null}
      <SignInForm to={returnPath(to)} />
      <p className="text-xs text-ink-faint">
        {t`No account, or no password any more? An admin of this server can give you a link.`}
      </p>
    </OutsidePage>
  );
}
