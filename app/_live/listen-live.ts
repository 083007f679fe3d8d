import type { QueryClient } from '@tanstack/react-query';
import { LiveConnection, type LiveHandlers } from './live-connection';
import { createRefresher } from './refresher';
import { staleKeys } from './stale-keys';

/** Listens to the server, and reads again what it says has changed. @returns the way to stop */
export function listenLive(client: QueryClient, { onMessage, ...handlers }: LiveHandlers): () => void {
  const refresh = createRefresher(client);
  const hear: LiveHandlers['onMessage'] = (message) => {
    refresh(staleKeys(message));
    onMessage(message);
  };
  const live = new LiveConnection({ ...handlers, onMessage: hear }, () => new EventSource('/live'));
  live.open();
  // Whether the network that went or came is the one to the server shows when one tries.
  const tryAgain = () => live.open();
  window.addEventListener('offline', tryAgain);
  window.addEventListener('online', tryAgain);
  return () => {
    window.removeEventListener('offline', tryAgain);
    window.removeEventListener('online', tryAgain);
    live.close();
  };
}
