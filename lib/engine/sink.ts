import type { StreamMode } from './types';

/** Where a chunk comes from. */
export interface EmitAt {
  readonly mode: StreamMode;
  /** Of the graph that emits it; empty for the outermost one. */
  readonly ns: readonly string[];
  readonly step: number;
}

/** A consumer of stream chunks. Nested graphs write into the sinks of the graphs around them as well. */
export interface Sink {
  wants(at: EmitAt): boolean;
  push(at: EmitAt, chunk: unknown): void;
}

/** The chunk is made only if somebody wants it. */
export function emit(sinks: readonly Sink[], at: EmitAt, makeChunk: () => unknown): void {
  if (!isWanted(sinks, at)) return;
  const chunk = makeChunk();
  for (const sink of sinks) if (sink.wants(at)) sink.push(at, chunk);
}

export function isWanted(sinks: readonly Sink[], at: EmitAt): boolean {
  return sinks.some((sink) => sink.wants(at));
}
