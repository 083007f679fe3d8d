'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ArrowLeftRight, X } from 'lucide-react';
import { ValueChanges } from '#app/_answer/value-diff';
import { Button } from '#app/_ui/button';
import { ErrorState } from '#app/_ui/error-state';
import { Select } from '#app/_ui/input';
import { SkeletonRows } from '#app/_ui/skeleton';
import { c, t } from '#lib/language/gettext';
import type { StateComparison } from '#lib/review/compare-checkpoints';
import type { HistoryItem } from '#lib/review/get-history';
import { threadPartQuery } from '../thread-part-query';
import { titleOf } from './title-of';

export interface ComparisonProps {
  threadId: string;
  level: string | null;
  items: HistoryItem[];
  /** Null: the head. */
  from: string | null;
  to: string | null;
  onChange: (pair: { compare: string | null; checkpoint: string | null }) => void;
  onClose: () => void;
}

/** What differs between any two checkpoints. Loaded when two are compared. */
export function Comparison({ threadId, level, items, from, to, onChange, onClose }: ComparisonProps) {
  const comparison = useQuery({
    ...threadPartQuery<StateComparison>({ threadId, part: 'compare', compare: from, checkpoint: to, level }),
    placeholderData: keepPreviousData,
  });
  const head = items[0]?.checkpointId ?? '';
  const options = items.map((item) => ({ value: item.checkpointId, label: titleOf(item, item.checkpointId === head) }));
  return (
    <section aria-label={t`Comparison`} className="mx-4 mb-4 rounded-lg border bg-surface md:mx-6">
      <div className="flex flex-wrap items-center gap-2 border-b px-3 py-2">
        <h2 className="text-sm font-semibold">{c('verb').t`Compare`}</h2>
        <Select
          aria-label={c('a side of a comparison').t`From`}
          className="max-w-full flex-1 basis-48"
          value={from ?? head}
          onValueChange={(compare) => onChange({ compare, checkpoint: to })}
          options={withMissing(options, from)}
        />
        <Button
          variant="ghost"
          size="sm"
          aria-label={t`Swap the sides`}
          icon={<ArrowLeftRight aria-hidden />}
          onClick={() => onChange({ compare: to ?? head, checkpoint: from ?? head })}
        />
        <Select
          aria-label={c('a side of a comparison').t`To`}
          className="max-w-full flex-1 basis-48"
          value={to ?? head}
          onValueChange={(checkpoint) => onChange({ compare: from, checkpoint })}
          options={withMissing(options, to)}
        />
        <Button
          variant="ghost"
          size="sm"
          aria-label={t`Close the comparison`}
          icon={<X aria-hidden />}
          onClick={onClose}
        />
      </div>
      <div className="px-3 py-3" aria-busy={comparison.isPlaceholderData}>
        {comparison.isPending ? <SkeletonRows label={t`Comparing`} /> : null}
        {comparison.error ? (
          <ErrorState message={comparison.error.message} onRetry={() => comparison.refetch()} />
        ) : null}
        {comparison.data ? <Result comparison={comparison.data} /> : null}
      </div>
    </section>
  );
}

function Result({ comparison: { from, to, changes } }: { comparison: StateComparison }) {
  if (!from || !to) {
    return (
      <p role="status" className="text-sm text-ink-soft">
        {from
          ? t`The right checkpoint is not there (any more): its run may have been rolled back.`
          : t`The left checkpoint is not there (any more): its run may have been rolled back.`}
      </p>
    );
  }
  const [start, end] = [from.step ?? '?', to.step ?? '?'];
  return (
    <>
      <p role="status" className="mb-2 text-xs text-ink-faint">
        {changes.length === 0
          ? t`The values are the same.`
          : t`${changes.length} differences, from step ${start} to ${end}`}
      </p>
      <ValueChanges changes={changes} />
    </>
  );
}

/** An address may name a checkpoint that the list does not reach back to. */
function withMissing(options: { value: string; label: string }[], chosen: string | null) {
  if (chosen === null || options.some(({ value }) => value === chosen)) return options;
  return [...options, { value: chosen, label: t`checkpoint ${chosen}` }];
}
