'use client';

import { createContext, useContext, useEffect } from 'react';
import { type Shortcuts, shortcutHub } from './shortcut-hub';

export type { Shortcuts } from './shortcut-hub';

export interface ShortcutSettings {
  openSheet: () => void;
  openPalette: () => void;
}

export const ShortcutSettingsContext = createContext<ShortcutSettings | null>(null);

export function useShortcutSettings(): ShortcutSettings {
  const value = useContext(ShortcutSettingsContext);
  if (!value) throw new Error('useShortcutSettings needs a ShortcutsProvider above it; the root layout has one.');
  return value;
}

/** Holds while the component is mounted and `isActive`. Give it a stable object, or one made with useMemo. */
export function useShortcuts(shortcuts: Shortcuts, isActive = true): void {
  useEffect(() => (isActive ? shortcutHub.add(shortcuts) : undefined), [shortcuts, isActive]);
}
