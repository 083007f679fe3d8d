import type { Cancellation } from './cancellation';

/** Settles with the promise, or rejects with the reason as soon as it is cancelled. The promise itself goes on unheard. */
export function untilAborted<Value>(promise: Promise<Value>, cancellation: Cancellation): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(cancellation.reason);
    if (cancellation.isAborted) stop();
    const unlisten = cancellation.onAbort(stop);
    promise.then(
      (value) => {
        unlisten();
        resolve(value);
      },
      (error: unknown) => {
        unlisten();
        reject(error);
      },
    );
  });
}

/** Waits, or rejects with the reason when it is cancelled. */
export function delay(ms: number, cancellation: Cancellation): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return untilAborted(elapsed, cancellation).finally(() => clearTimeout(timer));
}
