'use client';

import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { listWidths } from '#app/_preferences/preferences';
import { usePreferences } from '#app/_preferences/preferences-provider';
import { t } from '#lib/language/gettext';
import { splitColumns, widthAfterKey, widthAfterPress, widthWithin } from './list-width';

/** Between the list and the question: dragged, moved by arrow keys, or pressed for the next of three widths. */
export function ListSplitter() {
  const { preferences, change } = usePreferences();
  const { listWidth } = preferences;
  const dragged = useRef<number | null>(null);

  const keep = (width: number) => void change({ listWidth: width });

  function onKeyDown(event: KeyboardEvent) {
    const width = widthAfterKey(listWidth, event.key);
    if (width === null) return;
    event.preventDefault();
    keep(width);
  }

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    // Else the browser takes it for the beginning of a selection, and drags that.
    event.preventDefault();
    event.currentTarget.focus();
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  function onPointerMove({ currentTarget, pointerId, clientX }: PointerEvent<HTMLElement>) {
    const split = currentTarget.parentElement;
    if (!split || !currentTarget.hasPointerCapture(pointerId)) return;
    // The pointer is in its middle, and the list ends where it begins.
    const end = clientX - currentTarget.offsetWidth / 2;
    dragged.current = widthWithin(end - split.getBoundingClientRect().left);
    // Kept once it is let go; until then nothing is rendered.
    split.style.gridTemplateColumns = splitColumns(dragged.current);
  }

  function onPointerUp() {
    keep(dragged.current ?? widthAfterPress(listWidth));
    dragged.current = null;
  }

  return (
    <hr
      // An element that moves is a control, and takes the focus.
      tabIndex={0}
      aria-label={t`Width of the list`}
      aria-orientation="vertical"
      aria-valuemin={listWidths.least}
      aria-valuemax={listWidths.most}
      aria-valuenow={listWidth}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      className="sticky top-0 m-0 h-dvh self-start w-6 cursor-col-resize touch-none border-0 bg-[linear-gradient(var(--color-line),var(--color-line))] bg-size-[1px_100%] bg-center bg-no-repeat hover:bg-sunken focus-visible:bg-sunken"
    />
  );
}
