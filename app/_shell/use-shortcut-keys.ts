'use client';

import { useEffect } from 'react';
import type { Preferences } from '#app/_preferences/preferences';
import { ariaKeys } from './key-map';
import { shortcutHub } from './shortcut-hub';
import { isSingleKey, isWriting, shortcutOf } from './shortcut-of';

/** The one listener of a tab. */
export function useShortcutKeys({ singleKeys, keys: keyMap }: Pick<Preferences, 'singleKeys' | 'keys'>): void {
  useEffect(() => shortcutHub.setKeys(keyMap), [keyMap]);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key === 'Escape' && !event.defaultPrevented && isWriting(event.target)) return leaveField(event);
      const keys = shortcutOf(event);
      if (keys === null || isModifier(keys) || (isSingleKey(keys) && !singleKeys)) return;
      const action = shortcutHub.press(keys, event.timeStamp);
      if (action === null) return;
      event.preventDefault();
      pulseLater(controlOf(keys));
      action();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [singleKeys]);
}

/** Who has written leaves the field, and single keys are keys again. What was searched for stays, which a browser would clear. */
function leaveField(event: KeyboardEvent): void {
  event.preventDefault();
  if (event.target instanceof HTMLElement) event.target.blur();
}

/** Shift on its way to another key ends no sequence. */
function isModifier(keys: string): boolean {
  return /^(mod\+)?(Shift\+)?(Shift|Control|Meta|AltGraph|CapsLock)$/.test(keys);
}

/** The control that says of itself that it has these keys; once they have acted, it may be gone. */
function controlOf(keys: string): Element | null {
  const [told = ''] = ariaKeys(keys)?.split(' ') ?? [];
  return told === '' ? null : document.querySelector(`[aria-keyshortcuts~="${CSS.escape(told)}"]`);
}

/** What draws it comes with the first key that is pressed. */
function pulseLater(control: Element | null): void {
  if (control) void import('./pulse').then(({ pulse }) => pulse(control)).catch(() => undefined);
}
