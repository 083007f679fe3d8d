import type { RunnableConfig } from '#lib/engine';

/** A place in a thread's history, as clients send it back. */
export interface WireCheckpoint {
  thread_id: string | undefined;
  checkpoint_ns: string;
  checkpoint_id?: string;
}

/** Null for a config that names no checkpoint. */
export function toWireCheckpoint(config: RunnableConfig | undefined): WireCheckpoint | null {
  const { thread_id, checkpoint_ns, checkpoint_id } = config?.configurable ?? {};
  if (!checkpoint_id) return null;
  return { thread_id, checkpoint_ns: checkpoint_ns ?? '', checkpoint_id };
}
