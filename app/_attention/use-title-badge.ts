'use client';

import { useEffect } from 'react';
import { badgedIcon } from './badged-icon';
import { countedTitle } from './count-text';

/** Writes what waits into the title and the icon of the tab, also when another page brings its own. */
export function useTitleBadge(count: number): void {
  useEffect(() => {
    const write = () => {
      const title = countedTitle(document.title, count);
      if (title !== document.title) document.title = title;
      for (const icon of document.querySelectorAll<HTMLLinkElement>('link[rel="icon"]')) writeIcon(icon, count);
    };
    write();
    const observer = new MutationObserver(write);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [count]);
}

function writeIcon(icon: HTMLLinkElement, count: number): void {
  icon.dataset.plain ??= icon.href;
  const href = count > 0 ? badgedIcon(count) : icon.dataset.plain;
  if (icon.href !== href) icon.href = href;
}
