import type { Metadata } from 'next';
import { OutsidePage } from '#app/_auth/outside-page';
import { SetPasswordForm } from './set-password-form';

export const metadata: Metadata = { title: 'Choose a password', referrer: 'no-referrer', robots: { index: false } };

interface Props {
  searchParams: Promise<{ token?: string | string[] }>;
}

/** Looking uses nothing up: previews open every address they are shown. */
export default async function SetPasswordPage({ searchParams }: Props) {
  const { token } = await searchParams;
  return (
    <OutsidePage
      title="Choose a password"
      description="This link is good once. You are signed out everywhere else, and sign in with the new password."
    >
      <SetPasswordForm token={typeof token === 'string' ? token : ''} />
    </OutsidePage>
  );
}
