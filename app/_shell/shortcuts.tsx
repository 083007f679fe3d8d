'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useMemo, useState } from 'react';
import { usePreferences } from '#app/_preferences/preferences-provider';
import { useGlobalShortcuts } from './use-global-shortcuts';
import { useShortcutKeys } from './use-shortcut-keys';
import { type ShortcutSettings, ShortcutSettingsContext } from './use-shortcuts';

const ShortcutSheet = dynamic(() => import('./shortcut-sheet').then((module) => module.ShortcutSheet), {
  loading: () => null,
});

/** Hears the keys of the tab, and holds what works on every screen. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [sheetOpen, setSheetOpen] = useState(false);
  const { preferences, change } = usePreferences();
  const enabled = preferences.singleKeys;

  const settings = useMemo<ShortcutSettings>(
    () => ({
      openSheet: () => setSheetOpen(true),
      enabled,
      setEnabled: (singleKeys) => void change({ singleKeys }),
    }),
    [enabled, change],
  );
  useShortcutKeys(enabled);
  useGlobalShortcuts(settings);

  return (
    <ShortcutSettingsContext value={settings}>
      {children}
      {sheetOpen ? <ShortcutSheet open onOpenChange={setSheetOpen} /> : null}
    </ShortcutSettingsContext>
  );
}
