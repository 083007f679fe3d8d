'use client';

import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { type Shortcuts, useShortcuts } from '#app/_shell/use-shortcuts';
import type { Intent } from '#lib/review/form/form-plan';
import { bringIntoSight, choose, goToAction, optionFor, sightOf, toggleDiff } from './answer-places';
import type { AnswerForm } from './use-answer-form';

interface ShortcutTarget {
  element: RefObject<HTMLFormElement | null>;
  /** Of several forms on a screen none has the keys. */
  isAlone: boolean;
  submit: () => Promise<void>;
}

/**
 * Single keys that choose and never send: `a`, `e`, `r` and `m` decide on what is undecided, `[` and `]` go from action to action,
 * `d` shows the difference, `v` turns the form to JSON and back. What is not all in sight is approved by a second press only.
 */
export function useAnswerShortcuts(form: AnswerForm, target: ShortcutTarget): { isArmed: boolean } {
  const { element, isAlone } = target;
  const { setMode } = form;
  const { mode } = form.draft;
  const [isArmed, setArmed] = useState(false);
  const decide = useDecide({ element, isArmed, setArmed });
  // A draft that changes, whoever changes it, is about something else by now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `form.draft` is what it waits for
  useEffect(() => setArmed(false), [form.draft]);

  const shortcuts = useMemo<Shortcuts>(
    () => ({
      ...decide,
      d: () => element.current && toggleDiff(element.current),
      v: () => setMode(mode === 'json' ? 'form' : 'json'),
    }),
    [decide, element, mode, setMode],
  );
  useShortcuts(shortcuts, isAlone);
  useSubmitKey(target, form.isBegun);
  return { isArmed };
}

interface Arming extends Pick<ShortcutTarget, 'element'> {
  isArmed: boolean;
  setArmed: (isArmed: boolean) => void;
}

function useDecide({ element, isArmed, setArmed }: Arming): Shortcuts {
  /** The action that one went to by a bracket. */
  const current = useRef<HTMLElement | null>(null);
  return useMemo(() => {
    const on = (work: (form: HTMLFormElement) => void) => () => {
      if (element.current) work(element.current);
    };
    const take = (form: HTMLFormElement, intent: Intent) => {
      const option = optionFor(form, intent, current.current);
      if (!option) return intent === 'other' ? focusAnswer(form) : undefined;
      const { fully, partly } = sightOf(option);
      if (intent === 'approve' && !fully && !(isArmed && partly)) {
        bringIntoSight(option);
        return setArmed(true);
      }
      setArmed(false);
      current.current = null;
      choose(option);
    };
    const go = (form: HTMLFormElement, step: 1 | -1) => {
      current.current = goToAction(form, step);
    };
    return {
      a: on((form) => take(form, 'approve')),
      e: on((form) => take(form, 'edit')),
      r: on((form) => take(form, 'reject')),
      m: on((form) => take(form, 'other')),
      ']': on((form) => go(form, 1)),
      '[': on((form) => go(form, -1)),
    };
  }, [element, isArmed, setArmed]);
}

/** Where nothing is to be chosen, the answer is written. */
function focusAnswer(form: HTMLFormElement): void {
  form.querySelector<HTMLElement>('textarea, input:not([type="hidden"])')?.focus();
}

/** Sends from outside of the form, too; but only what somebody has begun: in the queue the key may be meant for the decision before. */
function useSubmitKey({ isAlone, submit }: ShortcutTarget, isBegun: boolean): void {
  const latest = useRef(submit);
  useEffect(() => {
    latest.current = submit;
  });
  useShortcuts(
    useMemo(() => ({ 'mod+Enter': () => void latest.current() }), []),
    isAlone && isBegun,
  );
}
