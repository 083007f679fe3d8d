import type { Metadata } from 'next';
import { Suspense } from 'react';
import { allowPage } from '#app/_auth/allow';
import { currentCaller } from '#app/_auth/current-caller';
import { LinkButton } from '#app/_ui/button';
import { LoadingScreen } from '#app/_ui/loading-screen';
import { Notice } from '#app/_ui/notice';
import { listApiKeys } from '#lib/auth/list-accounts';
import { t } from '#lib/language/gettext';
import { holdpoint } from '#lib/runs/holdpoint';
import { KeyList } from './key-list';

export function generateMetadata(): Metadata {
  return { title: t`API keys` };
}

export default async function ApiKeysPage() {
  await allowPage('administer');
  return (
    <Suspense fallback={<LoadingScreen />}>
      <ApiKeys />
    </Suspense>
  );
}

async function ApiKeys() {
  const caller = await currentCaller();
  if (caller?.kind !== 'anyone') return <KeyList keys={await listApiKeys(await holdpoint())} />;
  return (
    <Notice
      tone="waiting"
      title={t`This server is open`}
      actions={
        <LinkButton size="sm" href="/setup" prefetch={false}>
          {t`Create the first account`}
        </LinkButton>
      }
    >
      {t`Programs need no key while there are no accounts.`}
    </Notice>
  );
}
