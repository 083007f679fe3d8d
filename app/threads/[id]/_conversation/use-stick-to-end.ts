'use client';

import { useEffect } from 'react';

const NEAR_PX = 240;

/**
 * Keeps the end of a growing page in view while the reader is there, and leaves a reader alone who has scrolled up. A run that
 * starts while one is writing is the answer to what was just sent: the end comes into view.
 */
export function useStickToEnd(activeRunId: string | null): void {
  useEffect(() => {
    if (activeRunId === null || !(document.activeElement instanceof HTMLTextAreaElement)) return;
    window.scrollTo({ top: document.documentElement.scrollHeight });
  }, [activeRunId]);

  useEffect(() => {
    const page = document.documentElement;
    let height = page.scrollHeight;
    let isAtEnd = false;
    const remember = () => {
      isAtEnd = window.scrollY > 0 && window.scrollY + window.innerHeight > page.scrollHeight - NEAR_PX;
    };
    const follow = new ResizeObserver(() => {
      const hasGrown = page.scrollHeight > height;
      height = page.scrollHeight;
      if (hasGrown && isAtEnd) window.scrollTo({ top: height });
    });
    window.addEventListener('scroll', remember, { passive: true });
    follow.observe(document.body);
    return () => {
      window.removeEventListener('scroll', remember);
      follow.disconnect();
    };
  }, []);
}
