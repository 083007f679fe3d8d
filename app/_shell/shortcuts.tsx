'use client';

import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { type ReactNode, useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import { type ShortcutSettings, ShortcutSettingsContext, type Shortcuts, useShortcuts } from './use-shortcuts';

const ShortcutSheet = dynamic(() => import('./shortcut-sheet').then((module) => module.ShortcutSheet));

const STORAGE_KEY = 'holdpoint.shortcuts';

/** Shortcuts that work on every screen, and the switch that turns single keys off. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [sheetOpen, setSheetOpen] = useState(false);
  const [enabled, setEnabled] = useStoredSwitch(STORAGE_KEY);

  const settings = useMemo<ShortcutSettings>(
    () => ({ openSheet: () => setSheetOpen(true), enabled, setEnabled }),
    [enabled, setEnabled],
  );
  const everywhere = useMemo<Shortcuts>(
    () => ({
      'g i': () => router.push('/inbox'),
      'g t': () => router.push('/threads'),
      'g r': () => router.push('/runs'),
      'g g': () => router.push('/graphs'),
      'g a': () => router.push('/activity'),
      'g n': () => router.push('/insights'),
      '?': () => setSheetOpen(true),
    }),
    [router],
  );
  useShortcuts(everywhere, enabled);

  return (
    <ShortcutSettingsContext value={settings}>
      {children}
      {sheetOpen ? <ShortcutSheet open onOpenChange={setSheetOpen} /> : null}
    </ShortcutSettingsContext>
  );
}

/** On unless this browser has stored that it is off; the server takes it for on. */
function useStoredSwitch(key: string): [boolean, (on: boolean) => void] {
  const subscribe = useCallback((listener: () => void) => {
    window.addEventListener('storage', listener);
    return () => window.removeEventListener('storage', listener);
  }, []);
  const on = useSyncExternalStore(
    subscribe,
    () => window.localStorage.getItem(key) !== 'off',
    () => true,
  );
  const set = useCallback(
    (next: boolean) => {
      window.localStorage.setItem(key, next ? 'on' : 'off');
      // The browser tells other tabs by itself, but not this one.
      window.dispatchEvent(new StorageEvent('storage', { key }));
    },
    [key],
  );
  return [on, set];
}
