'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useMemo, useState } from 'react';
import { usePreferences } from '#app/_preferences/preferences-provider';
import { useGlobalShortcuts } from './use-global-shortcuts';
import { useShortcutKeys } from './use-shortcut-keys';
import { type ShortcutSettings, ShortcutSettingsContext } from './use-shortcuts';

const Palette = dynamic(() => import('#app/_palette/palette').then((module) => module.Palette), {
  loading: () => null,
});
const ShortcutSheet = dynamic(() => import('./shortcut-sheet').then((module) => module.ShortcutSheet), {
  loading: () => null,
});

/** Hears the keys of the tab, and holds what works on every screen. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<'sheet' | 'palette' | null>(null);
  const { preferences } = usePreferences();

  const settings = useMemo<ShortcutSettings>(
    () => ({
      openSheet: () => setOpen('sheet'),
      openPalette: () => setOpen('palette'),
    }),
    [],
  );
  useShortcutKeys(preferences);
  useGlobalShortcuts(settings);

  return (
    <ShortcutSettingsContext value={settings}>
      {children}
      {open === 'sheet' ? <ShortcutSheet open onOpenChange={() => setOpen(null)} /> : null}
      {open === 'palette' ? <Palette onOpenChange={() => setOpen(null)} /> : null}
    </ShortcutSettingsContext>
  );
}
