import type { Holdpoint } from '#lib/runs/holdpoint';
import { diffValues, type ValueChange } from './diff-values';
import { getStateView, type StateView } from './get-state-view';
import { toWire } from './wire';

export interface ComparedPair {
  threadId: string;
  /** What stood before; absent: the head of the thread. */
  from?: string;
  /** What is compared with it; absent: the head. */
  to?: string;
  /** The nested graph whose checkpoints they are. */
  ns?: string;
}

export type ComparedState = Pick<StateView, 'checkpointId' | 'step' | 'source' | 'createdAt' | 'next'>;

export interface StateComparison {
  /** Null: there is no such checkpoint (any more). */
  from: ComparedState | null;
  to: ComparedState | null;
  changes: ValueChange[];
}

/** What differs between any two checkpoints of a thread, be they of one branch or of two. */
export async function compareCheckpoints(
  hp: Holdpoint,
  { threadId, from, to, ns }: ComparedPair,
): Promise<StateComparison> {
  const [before, after] = await Promise.all([
    getStateView(hp, { threadId, checkpointId: from, ns }),
    getStateView(hp, { threadId, checkpointId: to, ns }),
  ]);
  const changes = before.state && after.state ? diffValues(before.state.values, after.state.values) : [];
  return toWire({ from: comparedState(before.state), to: comparedState(after.state), changes });
}

function comparedState(state: StateView | null): ComparedState | null {
  if (!state) return null;
  const { checkpointId, step, source, createdAt, next } = state;
  return { checkpointId, step, source, createdAt, next };
}
