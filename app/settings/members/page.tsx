import type { Metadata } from 'next';
import { Suspense } from 'react';
import { allowPage } from '#app/_auth/allow';
import { currentCaller } from '#app/_auth/current-caller';
import { LinkButton } from '#app/_ui/button';
import { LoadingScreen } from '#app/_ui/loading-screen';
import { Notice } from '#app/_ui/notice';
import { listAccountChanges, listMembers } from '#lib/auth/list-accounts';
import { t } from '#lib/language/gettext';
import { holdpoint } from '#lib/runs/holdpoint';
import { AccountChanges } from './account-changes';
import { MemberList } from './member-list';

export function generateMetadata(): Metadata {
  return { title: t`Members` };
}

export default async function MembersPage() {
  await allowPage('administer');
  return (
    <Suspense fallback={<LoadingScreen />}>
      <Members />
    </Suspense>
  );
}

async function Members() {
  const [hp, caller] = await Promise.all([holdpoint(), currentCaller()]);
  if (caller?.kind === 'anyone') return <OpenServer />;
  const [members, changes] = await Promise.all([listMembers(hp), listAccountChanges(hp)]);
  return (
    <>
      <MemberList members={members} ownId={caller?.id ?? ''} />
      <AccountChanges changes={changes} />
    </>
  );
}

/** The account is made outside of the screens: those are shut while it is made. */
function OpenServer() {
  return (
    <Notice
      tone="waiting"
      title={t`This server is open`}
      actions={
        <LinkButton size="sm" variant="primary" href="/setup" prefetch={false}>
          {t`Create the first account`}
        </LinkButton>
      }
    >
      {t`Whoever reaches it can do everything, under any name. With the first account it takes a sign-in or an API key for everything, at once and for everybody: programs that use the API need a key from then on.`}
    </Notice>
  );
}
