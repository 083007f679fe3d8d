'use client';

import { useMemo, useRef } from 'react';
import { useShortcutSettings, useShortcuts } from '#app/_shell/use-shortcuts';
import type { InboxItem } from '#lib/review/list-inbox';
import { InboxRow } from './inbox-row';

/** j and k move the focus from question to question; Enter then follows the focused link, as on any page. */
export function InboxList({ items, busy }: { items: InboxItem[]; busy: boolean }) {
  const list = useRef<HTMLUListElement>(null);
  const { enabled } = useShortcutSettings();

  const shortcuts = useMemo(() => {
    const move = (step: 1 | -1) => {
      const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>('a[data-row]') ?? [])];
      const focused = document.activeElement;
      const at = links.findIndex((link) => link.isSameNode(focused));
      const start = step === 1 ? -1 : links.length;
      links[Math.min(links.length - 1, Math.max(0, (at === -1 ? start : at) + step))]?.focus();
    };
    return { j: () => move(1), k: () => move(-1) };
  }, []);
  useShortcuts(shortcuts, enabled);

  return (
    <ul ref={list} aria-label="Questions" aria-busy={busy} className="divide-y border-b">
      {items.map((item) => (
        <InboxRow key={item.id} item={item} />
      ))}
    </ul>
  );
}
