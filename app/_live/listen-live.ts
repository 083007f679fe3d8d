import type { QueryClient } from '@tanstack/react-query';
import type { LiveHandlers } from './hear-live';
import { createRefresher } from './refresher';
import { SharedConnection } from './shared-connection';
import { staleKeys } from './stale-keys';

/** Listens to the server, and reads again what it says has changed. @returns the way to stop */
export function listenLive(client: QueryClient, { onMessage, ...handlers }: LiveHandlers): () => void {
  const refresh = createRefresher(client);
  const hear: LiveHandlers['onMessage'] = (message) => {
    refresh(staleKeys(message));
    onMessage(message);
  };
  const channel = new BroadcastChannel('holdpoint.live');
  const shared = new SharedConnection(
    { ...handlers, onMessage: hear },
    { channel, connect: () => new EventSource('/live'), random: Math.random },
  );
  shared.join();
  const stopWatching = watchTab(shared);
  return () => {
    stopWatching();
    shared.leave();
    channel.close();
  };
}

/** What becomes of the tab and its network. @returns the way to stop */
function watchTab(shared: SharedConnection): () => void {
  const watching = new AbortController();
  const on = (target: EventTarget, event: string, react: (event: Event) => void) =>
    target.addEventListener(event, react, { signal: watching.signal });
  // Whether the network that went or came is the one to the server shows when one tries.
  on(window, 'offline', () => shared.tryAgain());
  on(window, 'online', () => shared.tryAgain());
  on(document, 'visibilitychange', () => {
    if (document.visibilityState === 'visible') shared.look();
  });
  // A tab that is frozen, or kept for the way back, hears nothing until it is thawed or come back to.
  on(window, 'pagehide', () => shared.leave());
  on(document, 'freeze', () => shared.leave());
  on(window, 'pageshow', (event) => {
    if (event instanceof PageTransitionEvent && event.persisted) shared.join();
  });
  on(document, 'resume', () => shared.join());
  return () => watching.abort();
}
