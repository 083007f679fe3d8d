import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Prefetched } from '#app/_data/prefetched';
import { queryKeys } from '#app/_data/query-keys';
import { t } from '#lib/language/gettext';
import { getInterrupt } from '#lib/review/get-interrupt';
import { getRunProgress } from '#lib/review/get-run-progress';
import { holdpoint } from '#lib/runs/holdpoint';
import { QuestionScreen } from './question-screen';

interface Props {
  params: Promise<{ id: string }>;
}

/** Read once for a request, by the page and by its metadata. */
const read = cache(async (id: string) => getInterrupt(await holdpoint(), id));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const interrupt = await read((await params).id);
  return { title: interrupt?.title ?? t`Question not found` };
}

export default async function QuestionPage({ params }: Props) {
  const interrupt = await read((await params).id);
  if (!interrupt) notFound();
  const { id, answerRunId } = interrupt;
  const progress = answerRunId ? await getRunProgress(await holdpoint(), answerRunId) : null;
  const queries: { key: readonly unknown[]; data: unknown }[] = [{ key: queryKeys.interrupt(id), data: interrupt }];
  if (progress) queries.push({ key: queryKeys.runProgress(progress.run.id), data: progress });
  return (
    <Prefetched queries={queries}>
      <QuestionScreen interruptId={id} />
    </Prefetched>
  );
}
