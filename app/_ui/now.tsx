'use client';

import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';

const ServerNow = createContext(0);

/** Carries the server's clock of this render, so that relative times hydrate to the very text the server wrote. */
export function NowProvider({ serverNow, children }: { serverNow: number; children: ReactNode }) {
  return <ServerNow value={serverNow}>{children}</ServerNow>;
}

/** One ticking clock for the whole page, running only while something shows a time. */
const listeners = new Set<() => void>();
let now = 0;
let ticking: ReturnType<typeof setInterval> | undefined;
let isFrozen = false;

/** Lets the clock stand still, and go on from the moment that it is by then. */
export function freezeNow(frozen: boolean): void {
  isFrozen = frozen;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticking ??= setInterval(() => {
    if (isFrozen) return;
    now = Date.now();
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

function snapshot(): number {
  if (now === 0 || (ticking === undefined && !isFrozen)) now = Date.now();
  return now;
}

const never = () => () => {};

/** Milliseconds since 1970, to the second. */
export function useNow(): number {
  const serverNow = useContext(ServerNow);
  return useSyncExternalStore(subscribe, snapshot, () => serverNow);
}

/** False on the server and in the hydrating render, where the reader's time zone is not known. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
