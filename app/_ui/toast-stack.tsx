'use client';

import { useTheme } from 'next-themes';
import { useEffect } from 'react';
import { Toaster as Sonner, toast } from 'sonner';
import { takeToasts, useWaitingToasts } from './toast';

export function ToastStack() {
  const { resolvedTheme } = useTheme();
  const waiting = useWaitingToasts();
  // The stack below has begun to listen by then.
  useEffect(() => {
    if (waiting > 0) for (const { kind, text } of takeToasts()) toast[kind](text);
  }, [waiting]);
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      toastOptions={{ className: '!bg-surface !text-ink !border-line !shadow-raised !font-sans !text-sm' }}
    />
  );
}
