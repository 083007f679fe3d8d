import type { StateSnapshot } from '#lib/engine';

type Timed = Pick<StateSnapshot, 'createdAt' | 'metadata'>;

interface Superstep {
  snapshot: Timed;
  parent: Timed | undefined;
  /** Of the run that ended the superstep. */
  runStartedAt: Date | null;
}

/**
 * How long the nodes of a superstep took: from the checkpoint before it to its own, or from the start of the run that ended it, if
 * that came later, for a question may have waited in between. Null where no node ran, or nobody knows when it began.
 */
export function superstepMs({ snapshot, parent, runStartedAt }: Superstep): number | null {
  if (snapshot.metadata?.source !== 'loop' || !snapshot.createdAt || !parent?.createdAt) return null;
  const began = Math.max(Date.parse(parent.createdAt), runStartedAt?.getTime() ?? 0);
  // Two clocks, the database's and the engine's: a moment that seems to lie before the beginning was the beginning.
  return Math.max(0, Date.parse(snapshot.createdAt) - began);
}
