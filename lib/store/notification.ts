import type { RunStatus } from './generated/enums';

/** The channel of LISTEN and NOTIFY on which processes that execute runs hear of work. */
export const WORK_CHANNEL = 'holdpoint';
/** The one on which those that serve people and clients hear of all else, which is much more. */
export const CHANNEL = 'holdpoint_changes';

/**
 * What processes tell each other, as short as a payload of NOTIFY should be: `k` kind, `t` thread, `r` run, `i` interrupt,
 * `s` status, `p` ping.
 */
export type Notification =
  /** A run may be claimable. So may one that is told of with status `pending`. */
  | { k: 'work' }
  /** The lease of the run was taken away. */
  | { k: 'stop'; r: string }
  /** The run has new rows in run_events. */
  | { k: 'events'; t: string; r: string }
  /** The run was created or its status changed, and with it its thread; null: its row was deleted. One that has ended has told all. */
  | { k: 'run'; t: string; r: string; s: RunStatus | null }
  /** The row or the state of the thread changed, or the thread was deleted. */
  | { k: 'thread'; t: string }
  | { k: 'interrupt'; t: string; i: string }
  /** Who works on the question, who shall answer it, when it comes back or what is said about it changed, or what is about to be done about it; the question itself did not. */
  | { k: 'review'; t: string; i: string }
  /** Somebody looks at the question, in a tab of theirs, or does no longer. No row says so: who does not hear it again forgets it. */
  | { k: 'look'; i: string; tab: string; by: string; here: boolean }
  /** A question with a deadline is open: the next one may have come nearer. */
  | { k: 'due' }
  /** Somebody outside is to be told of something. */
  | { k: 'delivery' }
  /** What is known of webhooks and their deliveries changed. */
  | { k: 'webhooks' }
  /** Members, their sessions or API keys changed. */
  | { k: 'accounts' }
  /** A process asks itself whether it still hears. */
  | { k: 'ping'; p: string }
  /** Never sent: a listener gets it when it may have missed notifications, and reads everything again. */
  | { k: 'resync' };

/** What a process hears: all, or only what concerns those that execute runs. */
export type Hearing = 'all' | 'work';

const WORK_KINDS: readonly Notification['k'][] = ['work', 'stop', 'due', 'delivery', 'ping'];

export function channelOf({ k }: Notification): string {
  return WORK_KINDS.includes(k) ? WORK_CHANNEL : CHANNEL;
}

export function channelsOf(hearing: Hearing): string[] {
  return hearing === 'all' ? [WORK_CHANNEL, CHANNEL] : [WORK_CHANNEL];
}
