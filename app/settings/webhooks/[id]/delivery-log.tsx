'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import { Card, CardHeader } from '#app/_ui/card';
import { ErrorState } from '#app/_ui/error-state';
import { Select } from '#app/_ui/input';
import { Pager } from '#app/_ui/pager';
import { SkeletonRows } from '#app/_ui/skeleton';
import { t } from '#lib/language/gettext';
import type { DeliveryPage } from '#lib/review/list-deliveries';
import { deliveryOutcomes, deliveryParams, deliveryQuery } from './delivery-params';
import { DeliveryRow } from './delivery-row';

const labels = () => ({ pending: t`Due`, delivered: t`Delivered`, failed: t`Failed` });

export function DeliveryLog({ webhookId }: { webhookId: string }) {
  const [params, setParams] = useQueryStates(deliveryParams);
  const log = useQuery({
    queryKey: queryKeys.deliveries({ webhook: webhookId, ...params }),
    queryFn: ({ signal }) => fetchJson<DeliveryPage>(`/data/deliveries${deliveryQuery(webhookId, params)}`, signal),
    placeholderData: keepPreviousData,
  });
  const filter = (
    <Select
      aria-label={t`Outcome`}
      value={params.outcome ?? ''}
      onValueChange={(value) =>
        void setParams({ outcome: deliveryOutcomes.find((outcome) => outcome === value) ?? null, before: null })
      }
      options={[{ value: '', label: t`All` }, ...deliveryOutcomes.map((value) => ({ value, label: labels()[value] }))]}
    />
  );
  return (
    <Card>
      <CardHeader title={t`Deliveries`} actions={filter} />
      {log.isPending ? <SkeletonRows rows={3} label={t`Loading deliveries`} /> : null}
      {log.error ? <ErrorState message={log.error.message} onRetry={() => log.refetch()} /> : null}
      {log.data?.deliveries.length === 0 ? (
        <p className="p-4 text-sm text-ink-faint">
          {params.outcome
            ? t`No delivery is like that.`
            : t`Nothing has been sent yet. Send a test to see whether the receiver listens.`}
        </p>
      ) : null}
      <ol aria-label={t`Deliveries`} aria-busy={log.isPlaceholderData} className="divide-y empty:hidden">
        {log.data?.deliveries.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} />
        ))}
      </ol>
      <Pager
        isFirst={params.before === null}
        next={log.data?.next ?? null}
        onFirst={() => void setParams({ before: null })}
        onNext={(before) => void setParams({ before }, { history: 'push' })}
      />
    </Card>
  );
}
