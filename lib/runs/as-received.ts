import type { Run } from '#lib/store/generated/client';

/** A new run as its sender is told of it. Whether somebody executes it by now, and what came of that, is another question. */
export function asReceived(run: Run): Run {
  return { ...run, status: 'pending' };
}
