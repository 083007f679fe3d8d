'use client';

import { useSyncExternalStore } from 'react';

export interface Toast {
  kind: 'success' | 'error';
  text: string;
}

/** Those that nobody has shown yet. */
let waiting: readonly Toast[] = [];
const listeners = new Set<() => void>();

/** Says something in the corner of the screen. What shows it is loaded when there is something to show. */
export function showToast(kind: Toast['kind'], text: string): void {
  change([...waiting, { kind, text }]);
}

/** Hands out what is to be shown, once. */
export function takeToasts(): readonly Toast[] {
  const taken = waiting;
  if (taken.length > 0) change([]);
  return taken;
}

/** How many wait to be shown. */
export function useWaitingToasts(): number {
  return useSyncExternalStore(
    subscribe,
    () => waiting.length,
    () => 0,
  );
}

function change(next: readonly Toast[]): void {
  waiting = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
