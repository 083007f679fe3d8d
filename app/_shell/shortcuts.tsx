'use client';

import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { type ReactNode, useMemo, useState } from 'react';
import { usePreferences } from '#app/_preferences/preferences-provider';
import { type ShortcutSettings, ShortcutSettingsContext, type Shortcuts, useShortcuts } from './use-shortcuts';

const ShortcutSheet = dynamic(() => import('./shortcut-sheet').then((module) => module.ShortcutSheet));

/** Shortcuts that work on every screen, and the switch that turns single keys off. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const router = useRouter();
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
  const everywhere = useMemo<Shortcuts>(
    () => ({
      'g i': () => router.push('/inbox'),
      'g t': () => router.push('/threads'),
      'g r': () => router.push('/runs'),
      'g g': () => router.push('/graphs'),
      'g a': () => router.push('/activity'),
      'g n': () => router.push('/insights'),
      'g s': () => router.push('/settings'),
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
