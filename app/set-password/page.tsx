import type { Metadata } from 'next';
import { OutsidePage } from '#app/_auth/outside-page';
import { t } from '#lib/language/gettext';
import { SetPasswordForm } from './set-password-form';

export function generateMetadata(): Metadata {
  return { title: t`Choose a password`, referrer: 'no-referrer', robots: { index: false } };
}

interface Props {
  searchParams: Promise<{ token?: string | string[] }>;
}

/** Looking uses nothing up: previews open every address they are shown. */
export default async function SetPasswordPage({ searchParams }: Props) {
  const { token } = await searchParams;
  return (
    <OutsidePage
      title={t`Choose a password`}
      description={t`This link is good once. You are signed out everywhere else, and sign in with the new password.`}
    >
      <SetPasswordForm token={typeof token === 'string' ? token : ''} />
    </OutsidePage>
  );
}
