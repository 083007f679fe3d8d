'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useWaitingToasts } from './toast';

const ToastStack = dynamic(() => import('./toast-stack').then((module) => module.ToastStack), { ssr: false });

/** Mounted once by the layout. Show a toast with `showToast`. */
export function Toaster() {
  const [isNeeded, setIsNeeded] = useState(false);
  if (useWaitingToasts() > 0 && !isNeeded) setIsNeeded(true);
  return isNeeded ? <ToastStack /> : null;
}
