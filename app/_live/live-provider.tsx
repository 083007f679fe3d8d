'use client';

import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { freezeNow } from '#app/_ui/now';
import type { LiveMessage } from '#lib/review/live-message';
import type { ConnectionState } from './hear-live';

type Listener = (message: LiveMessage) => void;

export interface Live {
  connection: ConnectionState;
  /** What is wrong with the server's database, in words. */
  trouble: string | null;
  /** Hears every message; returns the way to stop. */
  listen: (listener: Listener) => () => void;
}

const LiveContext = createContext<Live | null>(null);

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('useLive needs a LiveProvider above it; the root layout has one.');
  return live;
}

/** Whether nothing can be decided now: a decision would not arrive. */
export function useIsLost(): boolean {
  return useLive().connection === 'lost';
}

/** Hears /live, over the one connection that all tabs share: refetches what changed, and everything after a gap. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [connection, setConnection] = useState<ConnectionState>('connecting');
  const [trouble, setTrouble] = useState<string | null>(null);
  const listeners = useRef(new Set<Listener>());

  useEffect(() => {
    const handlers = {
      onConnection: setConnection,
      onTrouble: setTrouble,
      onMessage: (message: LiveMessage) => {
        for (const listener of listeners.current) listener(message);
      },
    };
    let stop = () => {};
    let isOver = false;
    // The page is read before anything of it changes.
    void import('./listen-live')
      .then(({ listenLive }) => {
        if (!isOver) stop = listenLive(client, handlers);
      })
      .catch(() => setConnection('lost'));
    return () => {
      isOver = true;
      stop();
    };
  }, [client]);

  // What is on the screen is as old as the connection's last word, so it does not age by the clock.
  useEffect(() => freezeNow(connection === 'lost'), [connection]);

  const listen = useCallback<Live['listen']>((listener) => {
    listeners.current.add(listener);
    return () => listeners.current.delete(listener);
  }, []);
  const live = useMemo(() => ({ connection, trouble, listen }), [connection, trouble, listen]);
  return <LiveContext value={live}>{children}</LiveContext>;
}
