'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type BulkPreview, type BulkTarget, previewBulk } from '#app/_actions/preview-bulk';
import { useIsLost } from '#app/_live/live-provider';
import { Button } from '#app/_ui/button';
import { Dialog } from '#app/_ui/dialog';
import { Notice } from '#app/_ui/notice';
import { SkeletonRows } from '#app/_ui/skeleton';
import { formatNumber } from '#lib/language/format-number';
import { msgid, ngettext, t } from '#lib/language/gettext';
import { offeredDecisions } from '#lib/review/offered-decisions';
import { BulkChoices } from './bulk-choices';
import { BulkGroups } from './bulk-groups';
import { BulkItems } from './bulk-items';
import { useBulk } from './use-bulk';

export interface BulkDialogProps {
  target: BulkTarget;
  onClose: () => void;
}

/** One decision for several questions: what each would be sent, then what became of each. */
export function BulkDialog({ target, onClose }: BulkDialogProps) {
  const { data, error } = useQuery({
    queryKey: ['bulk', target],
    queryFn: async () => {
      const result = await previewBulk(target);
      if (!result.ok) throw new Error(result.message);
      return result;
    },
    // What was shown is what is sent, and whatever changed meanwhile is refused for that question alone.
    gcTime: 0,
    refetchOnMount: false,
    staleTime: 'static',
  });
  const count = data?.groups.reduce((sum, { ids }) => sum + ids.length, 0) ?? 0;
  return (
    <Dialog open wide onOpenChange={onClose} title={data ? decideLabel(count) : t`Decide together`}>
      {error ? <Notice tone="danger" role="alert" title={error.message} /> : null}
      {data ? <Bulk preview={data} onClose={onClose} /> : null}
      {data || error ? null : <SkeletonRows rows={3} label={t`Looking at the questions`} />}
    </Dialog>
  );
}

function Bulk({ preview, onClose }: { preview: BulkPreview; onClose: () => void }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [includesOthers, setIncludesOthers] = useState(false);
  const bulk = useBulk();
  const isLost = useIsLost();
  const { results, phase } = bulk;
  const groups = preview.groups.filter(({ isOthers }) => includesOthers || !isOthers);
  const offered = offeredDecisions(groups);
  const count = offered.find(({ key }) => key === chosen)?.count ?? 0;
  const sent = Object.entries(results).flatMap(([id, { kind }]) => (kind === 'sent' ? [id] : []));
  const done = Object.keys(results).length;
  const isChoosing = phase === 'choosing';
  return (
    <div className="flex flex-col gap-4">
      {preview.isCut ? <Notice title={t`Only the first 10,000 of them are decided together.`} /> : null}
      <BulkChoices
        groups={preview.groups}
        offered={offered}
        chosen={chosen}
        onChoose={setChosen}
        includesOthers={includesOthers}
        onIncludeOthers={setIncludesOthers}
        disabled={!isChoosing}
      />
      <BulkGroups groups={preview.groups} chosen={chosen} includesOthers={includesOthers} />
      <BulkItems preview={preview} chosen={chosen} includesOthers={includesOthers} results={results} />
      <p role="status" className="text-sm text-ink-soft tabular-nums">
        {isChoosing
          ? null
          : t`${formatNumber(done)} of ${formatNumber(count)} done, ${formatNumber(sent.length)} decided.`}
      </p>
      {phase === 'sending' ? (
        <progress aria-label={t`Progress`} max={count} value={done} className="h-1.5 w-full accent-accent" />
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        {phase === 'done' && sent.length > 0 ? (
          <Button onClick={() => void bulk.undo(sent)}>{t`Undo ${formatNumber(sent.length)}`}</Button>
        ) : null}
        {phase === 'sending' ? <Button onClick={bulk.stop}>{t`Stop`}</Button> : null}
        <Button onClick={onClose}>{isChoosing ? t`Cancel` : t`Close`}</Button>
        {phase === 'done' || offered.length === 0 ? null : (
          <Button
            variant="primary"
            busy={phase === 'sending'}
            disabled={count === 0 || isLost}
            onClick={() => void bulk.send(groups, { key: chosen ?? '', includesOthers })}
          >
            {count === 0 ? t`Send` : t`Send ${formatNumber(count)}`}
          </Button>
        )}
      </div>
    </div>
  );
}

function decideLabel(count: number): string {
  const shown = formatNumber(count);
  return ngettext(msgid`Decide ${shown} question`, msgid`Decide ${shown} questions`, count);
}
