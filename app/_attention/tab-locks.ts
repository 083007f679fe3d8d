/** Held by every tab that is in front, and by the one of all tabs that tells. The browser gives both back when a tab dies. */
const IN_FRONT = 'holdpoint.in-front';
const TELLER = 'holdpoint.teller';

/** Holds a lock until `signal` says so. */
function hold(name: string, options: { mode: LockMode; signal: AbortSignal; onHeld?: () => void }): void {
  const { mode, signal, onHeld } = options;
  const held = () => {
    onHeld?.();
    return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  };
  // Waiting for a lock ends with an error when it is aborted, which is no error here.
  void navigator.locks.request(name, { mode, signal }, held).catch(() => undefined);
}

/** Lets the other tabs know whether this one is in front. @returns the way to stop */
export function watchFront(): () => void {
  let front: AbortController | null = null;
  const update = () => {
    const isInFront = document.visibilityState === 'visible' && document.hasFocus();
    if (isInFront === (front !== null)) return;
    if (front) front.abort();
    front = isInFront ? new AbortController() : null;
    if (front) hold(IN_FRONT, { mode: 'shared', signal: front.signal });
  };
  const events = ['focus', 'blur', 'visibilitychange', 'pageshow'];
  for (const event of events) window.addEventListener(event, update, true);
  update();
  return () => {
    for (const event of events) window.removeEventListener(event, update, true);
    front?.abort();
  };
}

export async function isAnyTabInFront(): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === IN_FRONT);
}

/** Becomes the tab that tells, once the one that is it goes. @returns the way to stop */
export function beTeller(onTurn: () => void): () => void {
  const turn = new AbortController();
  hold(TELLER, { mode: 'exclusive', signal: turn.signal, onHeld: onTurn });
  return () => turn.abort();
}
