import { msgid, ngettext, t } from '#lib/language/gettext';
import type { RunItem } from '#lib/review/run-item';
import type { OnPendingInterrupt } from './paused-picker';

export interface RepairSituation {
  /** Tool calls without an answer, as the conversation has them now. */
  openCalls: number;
  /** The chosen strategy; null while no run is in the way. */
  strategy: RunItem['multitaskStrategy'] | null;
  /** What happens to the questions that wait; null when none does, or nothing was chosen. */
  onPending: OnPendingInterrupt | null;
  isPaused: boolean;
}

/** What answering tool calls as cancelled would do to a message, in one sentence; null where there is none that it could answer. */
export function describeRepair({ openCalls, strategy, onPending, isPaused }: RepairSituation): string | null {
  if (strategy === 'interrupt')
    return t`If the run is stopped at a tool call, it gets a tool message that says it was cancelled. Most model providers refuse the conversation without.`;
  if (strategy !== null || openCalls === 0) return null;
  if (isPaused && onPending !== 'allow') return null;
  return ngettext(
    msgid`${openCalls} tool call was never answered; it gets a tool message that says it was cancelled. Most model providers refuse the conversation without.`,
    msgid`${openCalls} tool calls were never answered; each gets a tool message that says it was cancelled. Most model providers refuse the conversation without.`,
    openCalls,
  );
}
