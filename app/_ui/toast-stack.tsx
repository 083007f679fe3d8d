'use client';

import { useEffect } from 'react';
import { Toaster as Sonner, toast } from 'sonner';
import { useTheme } from './theme';
import { takeToasts, useWaitingToasts } from './toast';

export function ToastStack() {
  const { shownTheme } = useTheme();
  const waiting = useWaitingToasts();
  // The stack below has begun to listen by then.
  useEffect(() => {
    if (waiting > 0) for (const { kind, text } of takeToasts()) toast[kind](text);
  }, [waiting]);
  return (
    <Sonner
      theme={shownTheme}
      position="bottom-right"
      toastOptions={{ className: '!bg-surface !text-ink !border-line !shadow-raised !font-sans !text-sm' }}
    />
  );
}
