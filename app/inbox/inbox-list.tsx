'use client';

import dynamic from 'next/dynamic';
import { useMemo, useRef, useState } from 'react';
import { useShortcutSettings, useShortcuts } from '#app/_shell/use-shortcuts';
import { useTriage } from '#app/_triage/use-triage';
import type { InboxItem } from '#lib/review/list-inbox';
import { InboxRow } from './inbox-row';
import { SelectionBar } from './selection-bar';
import { useSelection } from './use-selection';

const BulkDialog = dynamic(() => import('./bulk-dialog').then((module) => module.BulkDialog));

export interface InboxListProps {
  items: InboxItem[];
  busy: boolean;
  /** Only what waits can be decided together. */
  isSelectable: boolean;
}

/** The browser names a letter that is pressed with Shift by its capital. */
const withShift = (letter: string) => letter.toUpperCase();

/**
 * j and k move the focus from question to question, with Shift they select on the way, x selects the focused one; Enter then follows
 * the focused link, as on any page.
 */
export function InboxList({ items, busy, isSelectable }: InboxListProps) {
  const list = useRef<HTMLUListElement>(null);
  const { enabled } = useShortcutSettings();
  const listed = useMemo(() => items.map(({ id }) => id), [items]);
  const selection = useSelection(listed);
  const { ids: selected } = selection;
  // What is being decided stays in the dialog when it leaves the list.
  const [deciding, setDeciding] = useState<string[] | null>(null);
  const { toggle, add, clear } = selection;
  const { assign, snooze, dialog } = useTriage(clear);

  const shortcuts = useMemo(() => {
    const focused = () => list.current?.querySelector<HTMLAnchorElement>('a[data-row]:focus')?.dataset.row;
    const move = (step: 1 | -1) => {
      const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>('a[data-row]') ?? [])];
      const at = links.findIndex((link) => link.dataset.row === focused());
      const start = step === 1 ? -1 : links.length;
      links[Math.min(links.length - 1, Math.max(0, (at === -1 ? start : at) + step))]?.focus();
    };
    const select = () => add([focused()].filter((id) => id !== undefined));
    const extend = (step: 1 | -1) => {
      select();
      move(step);
      select();
    };
    const walking = { j: () => move(1), k: () => move(-1) };
    if (!isSelectable) return walking;
    const toggleFocused = () => {
      const id = focused();
      if (id !== undefined) toggle(id);
    };
    // What is selected, or else what has the focus.
    const chosen = () => items.filter(({ id }) => (selected.length > 0 ? selected.includes(id) : id === focused()));
    return {
      ...walking,
      x: toggleFocused,
      i: () => assign(chosen()),
      h: () => snooze(chosen()),
      [withShift('j')]: () => extend(1),
      [withShift('k')]: () => extend(-1),
    };
  }, [add, toggle, isSelectable, items, selected, assign, snooze]);
  useShortcuts(shortcuts, enabled);

  return (
    <>
      <ul ref={list} aria-label="Questions" aria-busy={busy} className="divide-y border-b">
        {items.map((item) => (
          <InboxRow key={item.id} item={item} selection={isSelectable ? selection : null} />
        ))}
      </ul>
      {isSelectable && selection.ids.length > 0 ? (
        <SelectionBar
          selection={selection}
          onAll={() => add(listed)}
          isAll={selection.ids.length === listed.length}
          onSnooze={() => snooze(items.filter(({ id }) => selection.has(id)))}
          onAssign={() => assign(items.filter(({ id }) => selection.has(id)))}
          onDecide={() => setDeciding(selection.ids)}
        />
      ) : null}
      {dialog}
      {deciding ? (
        <BulkDialog
          ids={deciding}
          onClose={() => {
            setDeciding(null);
            selection.clear();
          }}
        />
      ) : null}
    </>
  );
}
