'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus, Webhook } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import { Button } from '#app/_ui/button';
import { Card, CardHeader } from '#app/_ui/card';
import { EmptyState } from '#app/_ui/empty-state';
import { ErrorState } from '#app/_ui/error-state';
import { SkeletonRows } from '#app/_ui/skeleton';
import { t } from '#lib/language/gettext';
import { RUNS_OWN, type WebhookList } from '#lib/review/list-webhooks';
import { WebhookRow } from './webhook-row';

const WebhookDialog = dynamic(() => import('./webhook-dialog').then((module) => module.WebhookDialog), {
  loading: () => null,
});

export function WebhooksScreen() {
  const [isAdding, setAdding] = useState(false);
  const router = useRouter();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: queryKeys.webhooks(),
    queryFn: ({ signal }) => fetchJson<WebhookList>('/data/webhooks', signal),
  });
  const add = (
    <Button size="sm" variant="primary" icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
      {t`Add receiver`}
    </Button>
  );
  return (
    <>
      <p className="text-sm text-ink-soft">
        {t`Programs, Slack channels and people by e-mail are told of questions and failed runs. What cannot be delivered is tried again for a day and a half, and all of it is logged.`}
      </p>
      {isPending ? <SkeletonRows rows={2} label={t`Loading receivers`} /> : null}
      {error ? <ErrorState message={error.message} onRetry={() => refetch()} /> : null}
      {data?.webhooks.length === 0 ? (
        <EmptyState icon={<Webhook aria-hidden />} title={t`Nobody is told of anything`} actions={add}>
          {t`Add a program, a Slack channel or people who should hear when a question waits.`}
        </EmptyState>
      ) : null}
      {data && data.webhooks.length > 0 ? (
        <Card>
          <CardHeader title={t`Receivers`} detail={data.webhooks.length} actions={add} />
          <ul aria-label={t`Receivers`} className="divide-y">
            {data.webhooks.map((webhook) => (
              <WebhookRow key={webhook.id} webhook={webhook} />
            ))}
          </ul>
        </Card>
      ) : null}
      {data?.hasRunsOwn ? (
        <p className="text-sm">
          <Link href={`/settings/webhooks/${RUNS_OWN}`} className="text-accent underline underline-offset-2">
            {t`Deliveries to addresses that runs name themselves`}
          </Link>
        </p>
      ) : null}
      {isAdding ? (
        <WebhookDialog
          whyNoEmail={data?.whyNoEmail ?? null}
          onClose={(id) => {
            setAdding(false);
            if (id) router.push(`/settings/webhooks/${id}`);
          }}
        />
      ) : null}
    </>
  );
}
