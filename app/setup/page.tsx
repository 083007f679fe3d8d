import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { FirstAccountForm } from '#app/_auth/first-account-form';
import { OutsidePage } from '#app/_auth/outside-page';
import { accountsMode } from '#lib/auth/accounts-mode';
import { t } from '#lib/language/gettext';
import { holdpoint } from '#lib/runs/holdpoint';

export function generateMetadata(): Metadata {
  return { title: t`Set up` };
}

/** Where the first account is made. */
export default async function SetupPage() {
  const mode = await accountsMode(await holdpoint());
  if (mode === 'closed') redirect('/inbox');
  return (
    <OutsidePage
      title={t`The first account`}
      description={
        mode === 'setup'
          ? t`It is an admin’s: it makes all others. The code proves that you may see what this server prints.`
          : t`It is an admin’s: it makes all others. From then on everything on this server takes a sign-in or an API key.`
      }
    >
      <FirstAccountForm asksForCode={mode === 'setup'} />
    </OutsidePage>
  );
}
