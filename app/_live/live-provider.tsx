'use client';

import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { type LiveMessage, parseLiveMessage } from '#lib/review/live-message';
import { createRefresher } from './refresher';
import { staleKeys } from './stale-keys';

type Listener = (message: LiveMessage) => void;

export interface Live {
  connection: 'connecting' | 'open' | 'lost';
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

/** The tab's one connection to /live: refetches what changed, and everything after a gap. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [connection, setConnection] = useState<Live['connection']>('connecting');
  const [trouble, setTrouble] = useState<string | null>(null);
  const listeners = useRef(new Set<Listener>());

  useEffect(() => {
    const refresh = createRefresher(client);
    return connect({
      onConnection: setConnection,
      onTrouble: setTrouble,
      onMessage: (message) => {
        refresh(staleKeys(message));
        for (const listener of listeners.current) listener(message);
      },
    });
  }, [client]);

  const live = useMemo<Live>(
    () => ({
      connection,
      trouble,
      listen: (listener) => {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [connection, trouble],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

interface Connection {
  onConnection: (connection: Live['connection']) => void;
  onTrouble: (trouble: string | null) => void;
  onMessage: (message: LiveMessage) => void;
}

const RETRY_MS = 1500;

/** EventSource retries by itself after a network error, but gives up for good after an HTTP error: then a new one is made. */
function connect({ onConnection, onTrouble, onMessage }: Connection): () => void {
  let source: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function open() {
    source = new EventSource('/live');
    source.onmessage = (event: MessageEvent<string>) => {
      const message = parseLiveMessage(event.data);
      if (message === null) return;
      if (message.k === 'database') return onTrouble(message.trouble);
      if (message.k !== 'hello') return onMessage(message);
      onConnection('open');
      // If there is any, it comes next.
      onTrouble(null);
      // Nobody listened between the server's read of what is on the screen and this greeting.
      onMessage({ k: 'resync' });
    };
    source.onerror = () => {
      onConnection('lost');
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MS);
    };
  }

  open();
  return () => {
    clearTimeout(retry);
    source.close();
  };
}
