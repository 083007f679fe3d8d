import { Annotation } from './annotation';
import { isInterrupted } from './interrupt';
import type { InvokeOptions } from './types';

/** For tests: a state whose one list shows the order in which things happened. */
export const LogState = Annotation.Root({
  log: Annotation<string[], string | string[]>({ reducer: (log, entry) => log.concat(entry), default: () => [] }),
  value: Annotation<unknown>,
});

let threads = 0;

/** For tests: the config of a thread that no other test uses. */
export function freshThread(): InvokeOptions & { configurable: { thread_id: string } } {
  threads++;
  return { configurable: { thread_id: `thread-${threads}` } };
}

export async function collect<Chunk>(chunks: Promise<AsyncIterable<Chunk>> | AsyncIterable<Chunk>): Promise<Chunk[]> {
  const collected: Chunk[] = [];
  for await (const chunk of await chunks) collected.push(chunk);
  return collected;
}

/** The error that a promise is rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => Promise.reject(new Error(`Expected a failure, got ${JSON.stringify(value)}.`)),
    (error: unknown) => error,
  );
}

/** The ids of the questions that a result or chunk shows. */
export function idsOf(result: unknown): string[] {
  return isInterrupted(result) ? result.__interrupt__.map(({ id }) => id ?? '') : [];
}

/** A node that says it was there. */
export const note = (name: string) => () => ({ log: name });

/** What a node does that goes on until it is stopped. */
export function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
