import type { Metadata } from 'next';
import { Prefetched } from '#app/_data/prefetched';
import { queryKeys } from '#app/_data/query-keys';
import { readReviewer } from '#app/_shell/read-reviewer';
import { t } from '#lib/language/gettext';
import { getInterrupt } from '#lib/review/get-interrupt';
import { listInbox } from '#lib/review/list-inbox';
import { holdpoint } from '#lib/runs/holdpoint';
import { loadWorkParams, toInboxFilter } from '../inbox-params';
import { queueParams } from './queue-params';
import { WorkScreen } from './work-screen';

export function generateMetadata(): Metadata {
  return { title: t`Work the queue` };
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function WorkPage({ searchParams }: Props) {
  const [hp, params, reviewer] = await Promise.all([holdpoint(), loadWorkParams(searchParams), readReviewer()]);
  const queue = queueParams(params);
  const [page, interrupt] = await Promise.all([
    listInbox(hp, toInboxFilter(queue, reviewer)),
    params.at ? getInterrupt(hp, params.at) : null,
  ]);
  const queries: { key: readonly unknown[]; data: unknown }[] = [{ key: queryKeys.inbox(queue), data: page }];
  if (interrupt) queries.push({ key: queryKeys.interrupt(interrupt.id), data: interrupt });
  return (
    <Prefetched queries={queries}>
      <WorkScreen />
    </Prefetched>
  );
}
