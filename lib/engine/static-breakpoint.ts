import type { ChannelState } from './apply-writes';
import { INTERRUPT } from './constants';
import type { PlannedTask } from './plan-tasks';

/** Whether a breakpoint on one of these tasks applies: only when something has changed since the last stop or resume. */
export function shouldStop(
  state: ChannelState,
  names: readonly string[] | '*',
  tasks: readonly PlannedTask[],
): boolean {
  if (names.length === 0) return false;
  const seen = state.seen[INTERRUPT] ?? {};
  const hasChanged = Object.entries(state.versions).some(([channel, version]) => version > (seen[channel] ?? ''));
  if (!hasChanged) return false;
  return tasks.some((task) => (names === '*' ? !task.node.isHidden : names.includes(task.name)));
}

/** Remembers the current state as the one the last breakpoint was about. */
export function markInterruptSeen(state: ChannelState): ChannelState {
  return { ...state, seen: { ...state.seen, [INTERRUPT]: { ...state.versions } } };
}
