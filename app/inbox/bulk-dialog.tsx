'use client';

import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { previewBulk } from '#app/_actions/preview-bulk';
import { Button } from '#app/_ui/button';
import { Dialog } from '#app/_ui/dialog';
import { Notice } from '#app/_ui/notice';
import { commonDecisions } from '#lib/review/common-decisions';
import type { BulkItem } from '#lib/review/preview-bulk';
import { BulkItems } from './bulk-items';
import { useBulk } from './use-bulk';

export interface BulkDialogProps {
  ids: string[];
  onClose: () => void;
}

/** One decision for several questions: what each would be sent, then what became of each. */
export function BulkDialog({ ids, onClose }: BulkDialogProps) {
  const { data, error } = useQuery({
    queryKey: ['bulk', ids],
    queryFn: async () => {
      const result = await previewBulk(ids);
      if (!result.ok) throw new Error(result.message);
      return result.items;
    },
    // What was shown is what is sent, and whatever changed meanwhile is refused for that question alone.
    gcTime: 0,
  });
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={`Decide ${ids.length} ${ids.length === 1 ? 'question' : 'questions'}`}
    >
      {error ? <Notice tone="danger" role="alert" title={error.message} /> : null}
      {data ? <Bulk items={data} onClose={onClose} /> : null}
    </Dialog>
  );
}

function Bulk({ items, onClose }: { items: BulkItem[]; onClose: () => void }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const bulk = useBulk();
  const open = items.filter(({ decisions }) => decisions.length > 0);
  const common = commonDecisions(open.map(({ decisions }) => decisions));
  const { results, phase } = bulk;
  const sent = open.filter(({ id }) => results[id]?.kind === 'sent');
  return (
    <div className="flex flex-col gap-4">
      {common.length === 0 ? (
        <Notice title="These questions have no answer in common">
          Select questions that can all be approved, rejected, or given the same choice.
        </Notice>
      ) : (
        <Choice common={common} chosen={chosen} onChoose={setChosen} disabled={phase !== 'choosing'} />
      )}
      <BulkItems items={items} chosen={chosen} results={results} />
      <p role="status" className="text-sm text-ink-soft">
        {phase === 'choosing' ? null : `${Object.keys(results).length} of ${open.length} done, ${sent.length} decided.`}
      </p>
      <div className="flex flex-wrap justify-end gap-2">
        {phase === 'done' && sent.length > 0 ? (
          <Button onClick={() => void bulk.undo(sent.map(({ id }) => id))}>Undo {sent.length}</Button>
        ) : null}
        <Button onClick={onClose}>{phase === 'choosing' ? 'Cancel' : 'Close'}</Button>
        {phase === 'done' || common.length === 0 ? null : (
          <Button
            variant="primary"
            busy={phase === 'sending'}
            disabled={chosen === null}
            onClick={() => void bulk.send(open, chosen ?? '')}
          >
            Send {open.length}
          </Button>
        )}
      </div>
    </div>
  );
}

interface ChoiceProps {
  common: { key: string; label: string }[];
  chosen: string | null;
  onChoose: (key: string) => void;
  disabled: boolean;
}

function Choice({ common, chosen, onChoose, disabled }: ChoiceProps) {
  const name = useId();
  return (
    <fieldset disabled={disabled} className="flex flex-wrap gap-2">
      <legend className="mb-1 text-sm font-medium">Decision for all of them</legend>
      {common.map(({ key, label }) => (
        <label key={key} className="flex min-h-9 items-center gap-2 rounded-md border border-control-line px-3 text-sm">
          <input
            type="radio"
            name={name}
            checked={chosen === key}
            onChange={() => onChoose(key)}
            className="size-4 accent-accent"
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
