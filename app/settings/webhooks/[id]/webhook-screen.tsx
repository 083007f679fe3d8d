'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import { Card, CardHeader } from '#app/_ui/card';
import { ErrorState } from '#app/_ui/error-state';
import { jt } from '#app/_ui/jt';
import { t } from '#lib/language/gettext';
import { RUNS_OWN, type WebhookItem } from '#lib/review/list-webhooks';
import { DeliveryLog } from './delivery-log';
import { WebhookCard } from './webhook-card';

export function WebhookScreen({ id }: { id: string }) {
  const isRunsOwn = id === RUNS_OWN;
  const [isDeleting, setDeleting] = useState(false);
  const webhook = useQuery({
    queryKey: queryKeys.webhook(id),
    queryFn: ({ signal }) => fetchJson<WebhookItem>(`/data/webhooks/${id}`, signal),
    enabled: !isRunsOwn && !isDeleting,
  });
  return (
    <>
      <Link href="/settings/webhooks" className="flex items-center gap-1 self-start text-sm text-accent">
        <ArrowLeft aria-hidden className="size-4" />
        {t`All receivers`}
      </Link>
      {isRunsOwn ? (
        <Card>
          <CardHeader title={t`Addresses that runs name themselves`} />
          <p className="p-4 text-sm text-ink-soft">
            {jt`A run that is created with ${<code className="font-mono text-xs">webhook</code>} tells that address of its end. These deliveries are not signed.`}
          </p>
        </Card>
      ) : null}
      {webhook.error ? <ErrorState message={webhook.error.message} onRetry={() => webhook.refetch()} /> : null}
      {webhook.data ? <WebhookCard webhook={webhook.data} onDeleting={setDeleting} /> : null}
      <DeliveryLog webhookId={id} />
    </>
  );
}
