import type { Holdpoint } from '#lib/runs/holdpoint';
import { isKnownOpen } from './accounts-mode';
import { type Credentials, identify } from './identify';

/** Sessions and keys also end by their time, of which nobody is told. */
const LOOK_EVERY_MS = 60_000;

/** Calls `onEnd` once whoever sent these credentials may not read any longer. @returns how to stop watching */
export function watchAccess(hp: Holdpoint, credentials: Credentials, onEnd: () => void): () => void {
  const look = () => {
    identify(hp, credentials).then(
      (caller) => caller ?? end(),
      // Who cannot be asked for is not let in either; clients come back.
      end,
    );
  };
  const timer = isKnownOpen(hp) ? undefined : setInterval(look, LOOK_EVERY_MS).unref();
  const unsubscribe = hp.accounts.onChange(look);
  const stop = () => {
    clearInterval(timer);
    unsubscribe();
  };
  const end = () => {
    stop();
    onEnd();
  };
  return stop;
}
