import { processWide } from '../process-wide';

const slot = () => processWide<{ reason?: unknown }>('embedded-postgres-down', () => ({}));

/** Why the embedded server that this process uses cannot be started at the moment; undefined: it can, or there is none. */
export function whyDown(): unknown {
  return slot().reason;
}

export function setWhyDown(reason: unknown): void {
  slot().reason = reason;
}
