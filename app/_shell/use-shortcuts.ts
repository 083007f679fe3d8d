'use client';

import { createContext, useContext, useEffect } from 'react';
import { shortcutOf } from './shortcut-of';

/** What a key does: "j", "Enter", "g i" (one after the other), "mod+Enter". */
export type Shortcuts = Record<string, () => void>;

export interface ShortcutSettings {
  openSheet: () => void;
  /** Single keys can be turned off (WCAG 2.1.4); combinations with a modifier stay. */
  enabled: boolean;
  setEnabled: (enabled: boolean) => void;
}

export const ShortcutSettingsContext = createContext<ShortcutSettings | null>(null);

export function useShortcutSettings(): ShortcutSettings {
  const value = useContext(ShortcutSettingsContext);
  if (!value) throw new Error('useShortcutSettings needs a ShortcutsProvider above it; the root layout has one.');
  return value;
}

/** Listens while the component is mounted. Give it a stable object, or one made with useMemo. */
export function useShortcuts(shortcuts: Shortcuts, enabled = true): void {
  useEffect(() => {
    if (!enabled) return;
    let lead = '';
    function onKeyDown(event: KeyboardEvent) {
      const key = shortcutOf(event);
      if (key === null) return;
      const action = lead ? shortcuts[`${lead} ${key}`] : shortcuts[key];
      const begins = !lead && Object.keys(shortcuts).some((name) => name.startsWith(`${key} `));
      lead = begins ? key : '';
      if (!action) return;
      event.preventDefault();
      action();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [shortcuts, enabled]);
}
