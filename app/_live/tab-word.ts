import type { ConnectionState } from './hear-live';

/** The tab that holds the connection of all tabs, since when by the machine's clock, in milliseconds. */
export interface Leader {
  id: string;
  since: number;
}

/** What tabs say to each other. */
export type TabWord =
  /** Does anybody lead? */
  | { k: 'ask' }
  /** I do, and this is how the connection stands. */
  | { k: 'lead'; leader: Leader; connection: ConnectionState; trouble: string | null }
  /** I do no longer. */
  | { k: 'leave'; leader: Leader }
  /** The server has said this to the one that leads. As text: a tab that was opened before an update does not know every message. */
  | { k: 'said'; text: string };

/** What is used of a `BroadcastChannel`. No tab hears itself. */
export interface TabChannel {
  onmessage: ((event: MessageEvent<TabWord>) => void) | null;
  postMessage: (word: TabWord) => void;
}

/** Of two that lead, the one that began later goes on: the other may have slept. */
export function isLater(one: Leader, other: Leader): boolean {
  return one.since === other.since ? one.id > other.id : one.since > other.since;
}
