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
  if (strategy === 'interrupt') return `If the run is stopped at a tool call, ${effect('it')}`;
  if (strategy !== null || openCalls === 0) return null;
  if (isPaused && onPending !== 'allow') return null;
  const calls = openCalls === 1 ? '1 tool call was never answered;' : `${openCalls} tool calls were never answered;`;
  return `${calls} ${effect(openCalls === 1 ? 'it' : 'each')}`;
}

function effect(whom: string): string {
  return `${whom} gets a tool message that says it was cancelled. Most model providers refuse the conversation without.`;
}
