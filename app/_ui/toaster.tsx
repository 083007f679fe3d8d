'use client';

import { useTheme } from 'next-themes';
import { Toaster as Sonner } from 'sonner';

/** Mounted once by the layout. Show a toast with `toast` from `sonner`. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      toastOptions={{ className: '!bg-surface !text-ink !border-line !shadow-raised !font-sans !text-sm' }}
    />
  );
}
