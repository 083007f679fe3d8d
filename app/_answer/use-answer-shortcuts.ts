'use client';

import { type RefObject, useMemo } from 'react';
import { type Shortcuts, useShortcutSettings, useShortcuts } from '#app/_shell/use-shortcuts';
import type { Intent } from '#lib/review/form/form-plan';
import type { AnswerForm } from './use-answer-form';

interface ShortcutTarget {
  element: RefObject<HTMLFormElement | null>;
  /** Of several forms on a screen none has the keys. */
  isAlone: boolean;
}

/** Single keys that choose and never send: `a`, `e`, `r` and `m` decide on what is undecided, `v` turns the form to JSON and back. */
export function useAnswerShortcuts(form: AnswerForm, { element, isAlone }: ShortcutTarget): void {
  const { enabled } = useShortcutSettings();
  const { setMode } = form;
  const { mode } = form.draft;
  const shortcuts = useMemo<Shortcuts>(
    () => ({
      a: () => choose(element.current, 'approve'),
      e: () => choose(element.current, 'edit'),
      r: () => choose(element.current, 'reject'),
      m: () => choose(element.current, 'other'),
      v: () => setMode(mode === 'json' ? 'form' : 'json'),
    }),
    [element, mode, setMode],
  );
  useShortcuts(shortcuts, enabled && isAlone);
}

function choose(form: HTMLFormElement | null, intent: Intent): void {
  const options = [...(form?.querySelectorAll<HTMLInputElement>(`input[data-intent="${intent}"]`) ?? [])];
  const option = options.find(isUndecided) ?? options[0];
  if (!option) return;
  option.click();
  option.closest('fieldset')?.scrollIntoView({ block: 'nearest' });
}

function isUndecided(option: HTMLInputElement): boolean {
  return !option.closest('fieldset')?.querySelector('input:checked');
}
