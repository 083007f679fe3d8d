'use client';

import { useEffect } from 'react';
import { pulseControlOf } from './pulse';
import { shortcutHub } from './shortcut-hub';
import { isSingleKey, isWriting, shortcutOf } from './shortcut-of';

/** The one listener of a tab. */
export function useShortcutKeys(singleKeys: boolean): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      // Who has written leaves the field with Escape, and single keys are keys again.
      if (event.key === 'Escape' && !event.defaultPrevented && isWriting(event.target)) return event.target.blur();
      const keys = shortcutOf(event);
      if (keys === null || isModifier(keys) || (isSingleKey(keys) && !singleKeys)) return;
      const action = shortcutHub.press(keys, event.timeStamp);
      if (action === null) return;
      event.preventDefault();
      pulseControlOf(keys);
      action();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [singleKeys]);
}

/** Shift on its way to another key ends no sequence. */
function isModifier(keys: string): boolean {
  return /^(mod\+)?(Shift\+)?(Shift|Control|Meta|AltGraph|CapsLock)$/.test(keys);
}
