'use client';

import dynamic from 'next/dynamic';
import { useMemo, useRef, useState } from 'react';
import type { BulkTarget } from '#app/_actions/preview-bulk';
import { useReviewer } from '#app/_shell/reviewer';
import { useTriage } from '#app/_triage/use-triage';
import { t } from '#lib/language/gettext';
import { InboxRow } from './inbox-row';
import { MoreRows } from './more-rows';
import { NewcomersLine } from './newcomers-line';
import type { InboxPages } from './use-inbox-pages';
import { useListFocus } from './use-list-focus';
import { useListKeys } from './use-list-keys';
import { usePlaceInList } from './use-place-in-list';
import type { ReadingPaneControl } from './use-reading-pane';
import { useRowsInSight } from './use-rows-in-sight';
import { useSelection } from './use-selection';

// Most lists fit one page.
const LaterPages = dynamic(() => import('./later-pages').then((module) => module.LaterPages), { loading: () => null });
const SelectionBar = dynamic(() => import('./selection-bar').then((module) => module.SelectionBar), {
  loading: () => null,
});
const BulkDialog = dynamic(() => import('./bulk-dialog').then((module) => module.BulkDialog), { loading: () => null });

/** As many as the server sends with the page, so that all of them are there before any script is. */
const FIRST_ROWS = 50;

export interface InboxListProps {
  pages: InboxPages;
  pane: ReadingPaneControl;
  /** Only what waits can be decided together. */
  isSelectable: boolean;
  /** The address of the page that begins at a cursor. */
  hrefOf: (cursor: string) => string;
  /** How many questions match, as far as they are counted; null: that is not known. */
  matching: number | null;
}

/** Of thousands of questions only those in sight are in the document; each has the same height, and says which one it is. */
export function InboxList({ pages, pane, hrefOf, matching, ...props }: InboxListProps) {
  const { may } = useReviewer();
  const isSelectable = props.isSelectable && may('review');
  const { items, next } = pages;
  const list = useRef<HTMLUListElement>(null);
  const ids = useMemo(() => items.map(({ id }) => id), [items]);
  const focus = useListFocus(list, ids);
  const selection = useSelection(ids);
  usePlaceInList({ pages, focus, selection });
  const range = useRowsInSight(list, { ids, beforehand: FIRST_ROWS });
  const { open, dialog } = useTriage(selection.clear);
  const triage = useMemo(() => {
    // All that match, or what is selected, or else what has the focus.
    const chosen = () => {
      if (selection.isEverything) return { query: pages.list };
      const focused = focus.focused();
      return { questions: items.filter(({ id }) => (selection.ids.length > 0 ? selection.has(id) : id === focused)) };
    };
    return { onAssign: () => open('assign', chosen()), onSnooze: () => open('snooze', chosen()) };
  }, [open, items, pages.list, selection, focus]);
  const opened = pane.isOn ? pane.selected : null;
  const isBesideQuestion = opened !== null && selection.ids.length === 0 && !selection.isEverything;
  useListKeys({ ids, focus, selection, triage: isSelectable ? triage : null, isBesideQuestion });
  // What is being decided stays in the dialog when it leaves the list.
  const [deciding, setDeciding] = useState<BulkTarget | null>(null);

  const shown = items.map((item, place) => ({ item, place }));
  // The question that has the focus keeps it when it is scrolled out of sight.
  const inDocument = shown.filter(
    ({ item, place }) => (place >= range.first && place < range.end) || item.id === focus.current,
  );
  return (
    <>
      <NewcomersLine pages={pages} />
      <ul
        ref={list}
        aria-label={t`Questions`}
        aria-busy={pages.first.isPlaceholderData}
        style={{ height: `calc(${items.length} * var(--row-height))` }}
        className="relative [overflow-anchor:none] [--row-height:5.5rem] compact:[--row-height:4.75rem] @min-[35rem]:[--row-height:3.5rem] @min-[35rem]:compact:[--row-height:2.75rem]"
      >
        {inDocument.map(({ item, place }) => (
          <InboxRow
            key={item.id}
            item={item}
            place={place}
            of={next === null && !pages.isReading ? items.length : null}
            selection={isSelectable ? selection : null}
            saysWaiting={!props.isSelectable}
            onFocus={focus.onFocus}
            onOpen={pane.isOn ? pane.open : null}
            isOpen={item.id === opened}
          />
        ))}
      </ul>
      {pages.later.queries.length > 0 ? <LaterPages {...pages.later} /> : null}
      <MoreRows pages={pages} range={range} href={next === null ? null : hrefOf(next)} />
      {isSelectable && (selection.ids.length > 0 || selection.isEverything) ? (
        <SelectionBar
          selection={selection}
          onAll={() => selection.add(ids)}
          isAll={selection.ids.length === ids.length}
          onSnooze={triage.onSnooze}
          onAssign={triage.onAssign}
          matching={next === null && !pages.isReading ? ids.length : matching}
          onDecide={() => setDeciding(selection.isEverything ? { query: pages.list } : { ids: selection.ids })}
        />
      ) : null}
      {dialog}
      {deciding ? (
        <BulkDialog
          target={deciding}
          onClose={() => {
            setDeciding(null);
            selection.clear();
          }}
        />
      ) : null}
    </>
  );
}
