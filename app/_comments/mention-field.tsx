'use client';

import { type ComponentProps, type KeyboardEvent, useId, useRef, useState } from 'react';
import { useReviewer } from '#app/_shell/reviewer';
import { useReviewers } from '#app/_triage/use-reviewers';
import { Textarea } from '#app/_ui/input';
import { mentionTypedAt, namesFor } from '#lib/review/find-mentions';
import { MentionNames } from './mention-names';

export interface MentionFieldProps extends Omit<ComponentProps<typeof Textarea>, 'value' | 'onChange' | 'ref'> {
  text: string;
  onTextChange: (text: string) => void;
}

/** A text in which `@` offers the names that are known: the arrows walk through them, Enter or Tab takes one, Escape none. */
export function MentionField({ text, onTextChange, onKeyDown, ...control }: MentionFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  /** Where somebody types; null: nobody does, or wants no name. */
  const [caret, setCaret] = useState<number | null>(null);
  const [place, setPlace] = useState(0);
  const typed = caret === null ? null : mentionTypedAt(text, caret);
  const known = useReviewers(typed !== null);
  const { name: me } = useReviewer();
  const others = known.filter((name) => name !== me);
  const names = typed === null ? [] : namesFor(typed.query, others);
  const at = Math.min(place, names.length - 1);

  function take(name: string | undefined) {
    if (name === undefined || typed === null || caret === null) return;
    const before = `${text.slice(0, typed.start)}@${name} `;
    onTextChange(before + text.slice(caret).replace(/^ /, ''));
    setCaret(null);
    // Once React has put the text there.
    requestAnimationFrame(() => field.current?.setSelectionRange(before.length, before.length));
  }

  /** @returns whether the key was meant for the names. */
  function press(key: string): boolean {
    if (names.length === 0) return false;
    if (key === 'ArrowDown') setPlace(Math.min(at + 1, names.length - 1));
    else if (key === 'ArrowUp') setPlace(Math.max(at - 1, 0));
    else if (key === 'Enter' || key === 'Tab') take(names[at]);
    else if (key === 'Escape') setCaret(null);
    else return false;
    return true;
  }

  function onKey(event: KeyboardEvent<HTMLTextAreaElement>) {
    const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey);
    if (!isPlain || !press(event.key)) return onKeyDown?.(event);
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="relative">
      <Textarea
        {...control}
        ref={field}
        value={text}
        aria-autocomplete="list"
        aria-controls={names.length > 0 ? listId : undefined}
        aria-activedescendant={names.length > 0 ? `${listId}-${at}` : undefined}
        onChange={(event) => {
          onTextChange(event.target.value);
          setCaret(event.target.selectionStart);
          setPlace(0);
        }}
        onKeyDown={onKey}
        onBlur={() => setCaret(null)}
      />
      <MentionNames id={listId} names={names} at={at} onTake={take} />
    </div>
  );
}
