'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import { Segmented } from '#app/_ui/segmented';
import { t } from '#lib/language/gettext';
import { ProposedValue } from './proposed-value';

const ValueDiff = dynamic(() => import('./value-diff').then((module) => module.ValueDiff), { loading: () => null });

export interface RevisionProps {
  proposed: unknown;
  /** The tool whose arguments they are. */
  tool?: string;
  /** Undefined while what is typed is not a value. */
  edited: unknown;
  /** Something of it is to be corrected. */
  isInvalid: boolean;
  /** The controls that make the one out of the other. */
  children: ReactNode;
}

type Side = 'proposed' | 'edited' | 'diff';

/** A proposal, what the reviewer makes of it, and the difference. */
export function Revision({ proposed, tool, edited, isInvalid, children }: RevisionProps) {
  const [chosen, setSide] = useState<Side>('edited');
  // An error takes the reader to its field, which must not be hidden.
  const side = isInvalid ? 'edited' : chosen;
  return (
    <div data-revision className="flex flex-col gap-3">
      <Segmented
        legend={t`Show`}
        value={side}
        onValueChange={setSide}
        options={[
          { value: 'proposed', label: t`Proposed` },
          { value: 'edited', label: t`Edited` },
          { value: 'diff', label: t`Diff` },
        ]}
      />
      {side === 'proposed' ? <ProposedValue value={proposed} tool={tool} /> : null}
      {side === 'diff' ? <Difference proposed={proposed} edited={edited} /> : null}
      <div hidden={side !== 'edited'}>{children}</div>
    </div>
  );
}

function Difference({ proposed, edited }: { proposed: unknown; edited: unknown }) {
  if (edited === undefined) return <p className="text-sm text-ink-soft">{t`What is typed is not complete yet.`}</p>;
  return <ValueDiff proposed={proposed} edited={edited} />;
}
