/** What GET /live sends to a dashboard: which row changed, never the row itself. */
export type LiveMessage =
  | { k: 'hello' }
  /** Nothing has changed, and the server is there. */
  | { k: 'beat' }
  /** Messages may have been missed: everything shown is to be read again. */
  | { k: 'resync' }
  | { k: 'events'; t: string; r: string }
  | { k: 'run'; t: string; r: string; s: string | null }
  | { k: 'thread'; t: string }
  | { k: 'interrupt'; t: string; i: string }
  /** Who works on the question, who shall answer it, when it comes back or what is said about it changed, or what is about to be done about it. */
  | { k: 'review'; t: string; i: string }
  /** Somebody looks at the question, in a tab of theirs, or does no longer; said again and again while they do. */
  | LookMessage
  /** Webhooks or their deliveries changed. */
  | { k: 'webhooks' }
  /** The database is in trouble, in words for people; null: it is well again. */
  | { k: 'database'; trouble: string | null };

export interface LookMessage {
  k: 'look';
  i: string;
  tab: string;
  by: string;
  here: boolean;
}

const KINDS: readonly string[] = [
  'hello',
  'beat',
  'resync',
  'events',
  'run',
  'thread',
  'interrupt',
  'review',
  'look',
  'webhooks',
  'database',
] satisfies LiveMessage['k'][];

/** Null for a kind that this page does not know: a server that was updated under an open page may send it. */
export function parseLiveMessage(text: string): LiveMessage | null {
  // Our own route writes nothing else; what a schema would add weighs more than all else that every page needs of this.
  const message = JSON.parse(text) as LiveMessage;
  return KINDS.includes(message.k) ? message : null;
}
