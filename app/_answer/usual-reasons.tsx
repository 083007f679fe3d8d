'use client';

import { useQuery } from '@tanstack/react-query';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import { Button } from '#app/_ui/button';
import { t } from '#lib/language/gettext';
import type { UsualReasons as Reasons } from '#lib/review/list-usual-reasons';
import type { ReasonKind } from '#lib/review/read-reasons';

export interface UsualReasonsProps {
  interruptId: string;
  kind: ReasonKind;
  onChoose: (reason: string) => void;
}

/** What others have said in such cases, at one press; nothing stands there while nobody has. */
export function UsualReasons({ interruptId, kind, onChoose }: UsualReasonsProps) {
  const { data } = useQuery({
    queryKey: queryKeys.usualReasons(interruptId),
    queryFn: ({ signal }) => fetchJson<Reasons>(`/data/usual-reasons/${interruptId}`, signal),
  });
  const reasons = data?.[kind] ?? [];
  if (reasons.length === 0) return null;
  return (
    <fieldset className="-mt-2 flex flex-wrap items-center gap-1.5">
      <legend className="float-left mr-1 text-xs leading-7 text-ink-faint">{t`Usual reasons`}</legend>
      {reasons.map((reason) => (
        <Button key={reason} size="sm" className="max-w-full" onClick={() => onChoose(reason)}>
          <span className="truncate">{reason}</span>
        </Button>
      ))}
    </fieldset>
  );
}
