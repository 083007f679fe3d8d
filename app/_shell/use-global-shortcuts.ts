'use client';

import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { fetchJson } from '#app/_data/fetch-json';
import { showToast } from '#app/_ui/toast';
import type { InboxPage } from '#lib/review/list-inbox';
import { type ShortcutSettings, type Shortcuts, useShortcuts } from './use-shortcuts';

/** What keys do on every screen. */
export function useGlobalShortcuts({ openSheet }: Pick<ShortcutSettings, 'openSheet'>): void {
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
      'mod+Shift+j': () => void newestQuestion().then((id) => id !== null && router.push(`/i/${id}`)),
      '/': focusSearch,
      o: openFocusedRow,
      '?': openSheet,
    }),
    [router, openSheet],
  );
  useShortcuts(shortcuts);
}

/** @returns its id; null where none waits, which is said */
async function newestQuestion(): Promise<string | null> {
  try {
    const { items } = await fetchJson<InboxPage>('/data/inbox?sort=newest');
    if (!items[0]) showToast('success', 'Nothing is waiting.');
    return items[0]?.id ?? null;
  } catch {
    showToast('error', 'The server did not answer. Try again when the connection is back.');
    return null;
  }
}

function focusSearch(): void {
  document.querySelector<HTMLInputElement>('main input[type="search"]')?.focus();
}

function openFocusedRow(): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLAnchorElement && activeElement.dataset.row) activeElement.click();
}
