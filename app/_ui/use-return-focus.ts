'use client';

import { type RefObject, useRef } from 'react';

/** Where one types or picks. Of radios only the chosen one: the keys of another would choose it. */
const FIELD = 'input:not([type="hidden"], [type="radio"]:not(:checked)), textarea, select';

/**
 * For the content of a Radix dialog: its first field has the focus, where there is one and nothing else is named; what had it before
 * gets it back. Radix itself gives it to what comes first, which is the button that closes, and back to a trigger of its own only.
 */
export function useReturnFocus(initialFocus?: RefObject<HTMLElement | null>) {
  const opener = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: (event: Event) => {
      opener.current = document.activeElement;
      const content = event.target instanceof Element ? event.target : null;
      const first = initialFocus?.current ?? content?.querySelector<HTMLElement>(FIELD);
      if (!first) return;
      event.preventDefault();
      first.focus();
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      if (opener.current instanceof HTMLElement) opener.current.focus();
    },
  };
}
