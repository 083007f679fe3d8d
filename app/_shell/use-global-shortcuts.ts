'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useMemo } from 'react';
import { showToast } from '#app/_ui/toast';
import { t } from '#lib/language/gettext';
import { type Shortcuts, shortcutHub } from './shortcut-hub';
import type { ShortcutSettings } from './use-shortcuts';

/** What keys do on every screen. */
export function useGlobalShortcuts({ openSheet, openPalette }: ShortcutSettings): void {
  const router = useRouter();
  const shortcuts = useMemo<Shortcuts>(
    () => ({
      'g i': () => router.push('/inbox'),
      'g t': () => router.push('/threads'),
      'g r': () => router.push('/runs'),
      'g g': () => router.push('/graphs'),
      'g a': () => router.push('/activity'),
      'g n': () => router.push('/insights'),
      'g s': () => router.push('/settings'),
      'mod+Shift+j': () => void openNewest(router.push),
      '/': focusSearch,
      o: openFocusedRow,
      'mod+k': openPalette,
      '?': openSheet,
    }),
    [router, openSheet, openPalette],
  );
  useEffect(() => shortcutHub.addEverywhere(shortcuts), [shortcuts]);
}

/** What it takes is loaded when it is wanted. */
async function openNewest(open: (href: string) => void): Promise<void> {
  try {
    const { newestQuestion } = await import('./newest-question');
    const id = await newestQuestion();
    if (id !== null) open(`/i/${id}`);
  } catch {
    showToast('error', t`The server did not answer. Try again when the connection is back.`);
  }
}

function focusSearch(): void {
  document.querySelector<HTMLInputElement>('main input[type="search"]')?.focus();
}

function openFocusedRow(): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLAnchorElement && activeElement.dataset.row) activeElement.click();
}
