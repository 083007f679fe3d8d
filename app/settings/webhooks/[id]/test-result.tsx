'use client';

import { useQuery } from '@tanstack/react-query';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import { Notice } from '#app/_ui/notice';
import { t } from '#lib/language/gettext';
import type { DeliveryItem, DeliveryPage } from '#lib/review/list-deliveries';

export interface TestResultProps {
  webhookId: string;
  /** Of the deliveries of one test: one for each recipient. */
  ids: string[];
}

/** What came of a test, where it was asked for. */
export function TestResult({ webhookId, ids }: TestResultProps) {
  const { data, error } = useQuery({
    queryKey: queryKeys.deliveries({ webhook: webhookId, ids }),
    queryFn: ({ signal }) => fetchJson<DeliveryPage>(`/data/deliveries?webhook=${webhookId}&ids=${ids.join()}`, signal),
  });
  const results = data?.deliveries.map((delivery) => ({ delivery, error: failureOf(delivery) })) ?? [];
  const failed = results.filter((result) => result.error !== null);
  if (error) return <Notice tone="danger" role="status" title={error.message} />;
  if (failed.length > 0)
    return (
      <Notice tone="danger" role="status" title={t`The test was not taken`}>
        <ul>
          {failed.map((result) => (
            <li key={result.delivery.id}>
              {result.delivery.recipient ? `${result.delivery.recipient}: ` : ''}
              {result.error}
            </li>
          ))}
        </ul>
        {t`It is tried again; the log has each try.`}
      </Notice>
    );
  const isTaken = results.length === ids.length && results.every(({ delivery }) => delivery.outcome === 'delivered');
  return isTaken ? (
    <Notice tone="success" role="status" title={t`The test was taken.`}>
      {data?.deliveries.some(({ recipient }) => recipient)
        ? t`The mail server has it; look for it in the inbox.`
        : null}
    </Notice>
  ) : (
    <Notice role="status" title={t`Sending the test …`} />
  );
}

/** Of the last try; null: it was taken, or no try has ended yet. */
function failureOf({ outcome, attempts }: DeliveryItem): string | null {
  if (outcome === 'delivered') return null;
  return attempts.find(({ endedAt }) => endedAt !== null)?.error ?? null;
}
