import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { allowPage } from '#app/_auth/allow';
import { Prefetched } from '#app/_data/prefetched';
import { queryKeys } from '#app/_data/query-keys';
import { t } from '#lib/language/gettext';
import { listDeliveries } from '#lib/review/list-deliveries';
import { getWebhook, RUNS_OWN } from '#lib/review/list-webhooks';
import { holdpoint } from '#lib/runs/holdpoint';
import { loadDeliveryParams, toDeliveryFilter } from './delivery-params';
import { WebhookScreen } from './webhook-screen';

export function generateMetadata(): Metadata {
  return { title: t`Receiver` };
}

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function WebhookPage({ params, searchParams }: Props) {
  await allowPage('administer');
  const [{ id }, filter, hp] = await Promise.all([params, loadDeliveryParams(searchParams), holdpoint()]);
  const [webhook, deliveries] = await Promise.all([
    getWebhook(hp, id),
    listDeliveries(hp, toDeliveryFilter(id, filter)),
  ]);
  if (!webhook && id !== RUNS_OWN) notFound();
  return (
    <Prefetched
      queries={[
        { key: queryKeys.webhook(id), data: webhook },
        { key: queryKeys.deliveries({ webhook: id, ...filter }), data: deliveries },
      ]}
    >
      <WebhookScreen id={id} />
    </Prefetched>
  );
}
