import type { Database } from '#lib/store/database';
import type { Notification } from '#lib/store/hub';
import type { Trouble } from '#lib/store/trouble-watch';
import type { LiveMessage } from './live-message';

export interface FollowChangesOptions {
  /** Only what happens on this thread. */
  threadId?: string;
  signal: AbortSignal;
}

/**
 * What changes from now on, beginning with a `hello`, and whether the database is in trouble. Equal messages that wait to be sent
 * are sent once.
 */
export async function* followChanges(
  db: Database,
  { threadId, signal }: FollowChangesOptions,
): AsyncGenerator<LiveMessage> {
  const waiting = new Map<string, LiveMessage>();
  let wake = () => {};
  const add = (key: string, message: LiveMessage) => {
    waiting.set(key, message);
    wake();
  };
  const addTrouble = (trouble: Trouble) => add('database', { k: 'database', trouble });
  const unsubscribes = [
    db.hub.subscribe((notification) => {
      const message = toLiveMessage(notification, threadId);
      if (message) add(keyOf(message), message);
    }),
    db.trouble.subscribe(addTrouble),
  ];
  if (db.trouble.trouble !== null) addTrouble(db.trouble.trouble);
  signal.addEventListener('abort', () => wake(), { once: true });
  try {
    yield { k: 'hello' };
    while (!signal.aborted) {
      for (const [key, message] of waiting) {
        waiting.delete(key);
        yield message;
      }
      // Nothing is awaited between the look at the map and this promise, so no wake-up is missed.
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (waiting.size > 0 || signal.aborted) resolve();
      });
    }
  } finally {
    for (const unsubscribe of unsubscribes) unsubscribe();
  }
}

/** Of who comes and goes only the last word counts. */
function keyOf(message: LiveMessage): string {
  return message.k === 'look' ? `look ${message.i} ${message.tab}` : JSON.stringify(message);
}

/** Work, stops and deadlines are between workers, accounts between servers, pings within a process. */
function toLiveMessage(notification: Notification, threadId: string | undefined): LiveMessage | null {
  const { k } = notification;
  if (k === 'work' || k === 'stop' || k === 'due' || k === 'ping' || k === 'accounts') return null;
  if (k === 'delivery') return { k: 'webhooks' };
  if (threadId !== undefined && (k === 'look' || ('t' in notification && notification.t !== threadId))) return null;
  return notification;
}
