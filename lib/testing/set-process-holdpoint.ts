import type { Holdpoint } from '#lib/runs/holdpoint';
import { processWide } from '#lib/store/process-wide';

/** Makes it what `holdpoint()` gives in this process. */
export function setProcessHoldpoint(hp: Holdpoint): void {
  processWide('holdpoint', () => ({ opening: Promise.resolve(hp) }));
}
