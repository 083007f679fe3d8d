'use client';

import { type RefObject, useMemo } from 'react';
import { useShortcuts } from './use-shortcuts';

/** `j` and `k` move the focus from row to row of a list, whose links carry `data-row`; Enter then follows the link, as on any page. */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  const shortcuts = useMemo(() => {
    const move = (step: 1 | -1) => {
      const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>('a[data-row]') ?? [])];
      const at = links.findIndex((link) => link.matches(':focus'));
      const start = step === 1 ? -1 : links.length;
      links[Math.min(links.length - 1, Math.max(0, (at === -1 ? start : at) + step))]?.focus();
    };
    return { j: () => move(1), k: () => move(-1) };
  }, [list]);
  useShortcuts(shortcuts);
}
