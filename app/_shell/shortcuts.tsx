'use client';

import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { shortcutOf } from './shortcut-of';
import { ShortcutSheet } from './shortcut-sheet';

/** What a key does: "j", "Enter", "g i" (one after the other), "mod+Enter". */
export type Shortcuts = Record<string, () => void>;

interface ShortcutsValue {
  openSheet: () => void;
  /** Single keys can be turned off (WCAG 2.1.4); combinations with a modifier stay. */
  enabled: boolean;
  setEnabled: (enabled: boolean) => void;
}

const ShortcutsContext = createContext<ShortcutsValue | null>(null);
const STORAGE_KEY = 'holdpoint.shortcuts';

export function useShortcutSettings(): ShortcutsValue {
  const value = useContext(ShortcutsContext);
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
      const sequence = lead ? `${lead} ${key}` : key;
      lead = '';
      const action = shortcuts[sequence] ?? shortcuts[key];
      if (action) {
        event.preventDefault();
        action();
      } else if (Object.keys(shortcuts).some((name) => name.startsWith(`${key} `))) lead = key;
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [shortcuts, enabled]);
}

export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [sheetOpen, setSheetOpen] = useState(false);
  const [enabled, setEnabledState] = useState(true);

  useEffect(() => setEnabledState(window.localStorage.getItem(STORAGE_KEY) !== 'off'), []);

  const value = useMemo<ShortcutsValue>(
    () => ({
      openSheet: () => setSheetOpen(true),
      enabled,
      setEnabled: (on) => {
        window.localStorage.setItem(STORAGE_KEY, on ? 'on' : 'off');
        setEnabledState(on);
      },
    }),
    [enabled],
  );

  const everywhere = useMemo<Shortcuts>(
    () => ({
      'g i': () => router.push('/inbox'),
      'g t': () => router.push('/threads'),
      'g r': () => router.push('/runs'),
      'g g': () => router.push('/graphs'),
      'g a': () => router.push('/activity'),
      '?': () => setSheetOpen(true),
    }),
    [router],
  );
  useShortcuts(everywhere, enabled);

  return (
    <ShortcutsContext value={value}>
      {children}
      <ShortcutSheet open={sheetOpen} onOpenChange={setSheetOpen} />
    </ShortcutsContext>
  );
}
