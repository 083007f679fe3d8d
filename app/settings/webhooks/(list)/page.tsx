import type { Metadata } from 'next';
import { Suspense } from 'react';
import { allowPage } from '#app/_auth/allow';
import { Prefetched } from '#app/_data/prefetched';
import { queryKeys } from '#app/_data/query-keys';
import { LoadingScreen } from '#app/_ui/loading-screen';
import { t } from '#lib/language/gettext';
import { listWebhooks } from '#lib/review/list-webhooks';
import { holdpoint } from '#lib/runs/holdpoint';
import { WebhooksScreen } from '../webhooks-screen';

export function generateMetadata(): Metadata {
  return { title: t`Slack, e-mail, webhooks` };
}

export default async function WebhooksPage() {
  await allowPage('administer');
  return (
    <Suspense fallback={<LoadingScreen />}>
      <Webhooks />
    </Suspense>
  );
}

async function Webhooks() {
  const webhooks = await listWebhooks(await holdpoint());
  return (
    <Prefetched queries={[{ key: queryKeys.webhooks(), data: webhooks }]}>
      <WebhooksScreen />
    </Prefetched>
  );
}
