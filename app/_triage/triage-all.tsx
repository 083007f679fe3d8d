'use client';

import { useQuery } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { useState } from 'react';
import { previewTriage } from '#app/_actions/preview-triage';
import { Dialog } from '#app/_ui/dialog';
import { Notice } from '#app/_ui/notice';
import { SkeletonRows } from '#app/_ui/skeleton';
import { formatNumber } from '#lib/language/format-number';
import { t } from '#lib/language/gettext';
import type { ArrangeDialogProps } from './triage-dialog';
import { matchingQuestions } from './triaged-question';

export interface TriageAllProps extends Pick<ArrangeDialogProps, 'onClose' | 'onDone'> {
  what: 'assign' | 'snooze';
  /** The address of the inbox that holds them. */
  query: string;
  dialog: ComponentType<ArrangeDialogProps>;
}

/** Looks which questions match before they are arranged: those are the ones, whatever is asked meanwhile. */
export function TriageAll({ what, query, dialog: Arrange, ...rest }: TriageAllProps) {
  const [includesOthers, setIncludesOthers] = useState(false);
  const { data, error } = useQuery({
    queryKey: ['triage', query],
    queryFn: async () => {
      const result = await previewTriage({ query });
      if (!result.ok) throw new Error(result.message);
      return result;
    },
    gcTime: 0,
    refetchOnMount: false,
    staleTime: 'static',
  });
  if (!data) {
    return (
      <Dialog open onOpenChange={rest.onClose} title={what === 'assign' ? t`Assign together` : t`Snooze together`}>
        {error ? <Notice tone="danger" role="alert" title={error.message} /> : null}
        {error ? null : <SkeletonRows rows={3} label={t`Looking at the questions`} />}
      </Dialog>
    );
  }
  const others = data.ofOthers.length;
  const notes = (
    <>
      {data.isCut ? <Notice title={t`Only the first 10,000 of them are changed together.`} /> : null}
      {others === 0 ? null : (
        <label className="flex min-h-6 items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={includesOthers}
            onChange={(event) => setIncludesOthers(event.target.checked)}
            className="size-4 accent-accent"
          />
          {t`Also the ${formatNumber(others)} that others are answering, or shall answer`}
        </label>
      )}
    </>
  );
  return <Arrange triaged={matchingQuestions(data, includesOthers)} notes={notes} {...rest} />;
}
