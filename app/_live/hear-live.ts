import { type LiveMessage, parseLiveMessage } from '#lib/review/live-message';

export type ConnectionState = 'connecting' | 'open' | 'lost';

export interface LiveHandlers {
  onConnection: (connection: ConnectionState) => void;
  onTrouble: (trouble: string | null) => void;
  onMessage: (message: LiveMessage) => void;
}

/** Takes what the server said, in whichever tab it was heard first. */
export function hearLive(text: string, handlers: LiveHandlers): void {
  const message = parseLiveMessage(text);
  if (message === null || message.k === 'beat') return;
  if (message.k === 'database') handlers.onTrouble(message.trouble);
  else if (message.k === 'hello') greet(handlers);
  else handlers.onMessage(message);
}

/** From now on everything is heard. */
export function greet({ onConnection, onTrouble, onMessage }: LiveHandlers): void {
  onConnection('open');
  // If there is any, it comes next.
  onTrouble(null);
  // Nobody listened between the server's read of what is on the screen and this greeting.
  onMessage({ k: 'resync' });
}
