/** Settles with the promise, or rejects with the signal's reason as soon as it aborts. The promise itself goes on unheard. */
export function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** Waits, or rejects with the signal's reason. */
export function delay(ms: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return untilAborted(elapsed, signal).finally(() => clearTimeout(timer));
}

/** A signal that aborts with `makeError()` after `ms`; call `clear` when it is no longer needed. */
export function deadline(ms: number | undefined, makeError: () => Error): { signal?: AbortSignal; clear: () => void } {
  if (ms === undefined) return { clear: () => {} };
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(makeError()), ms);
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}

/** One signal for several, leaving out the missing ones. */
export function anySignal(...signals: (AbortSignal | undefined)[]): AbortSignal {
  const given = signals.filter((signal) => signal !== undefined);
  const [only] = given;
  return given.length === 1 && only ? only : AbortSignal.any(given);
}
