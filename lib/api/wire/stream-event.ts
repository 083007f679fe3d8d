import type { RunnableConfig } from '#lib/engine';
import { isRecord } from '#lib/runs/is-record';
import { toWireCheckpoint } from './checkpoint';

/** Events that speak of checkpoints name them in the form in which clients send them back. */
export function toWireEvent(event: string, data: unknown): unknown {
  if (event === 'checkpoints' && isRecord(data)) return withCheckpoints(data);
  if (event === 'debug' && isRecord(data) && data.type === 'checkpoint' && isRecord(data.payload)) {
    return { ...data, payload: withCheckpoints(data.payload) };
  }
  return data;
}

function withCheckpoints({ parentConfig, ...data }: Record<string, unknown>): Record<string, unknown> {
  return {
    ...data,
    parent_config: parentConfig ?? null,
    checkpoint: toWireCheckpoint(asConfig(data.config)),
    parent_checkpoint: toWireCheckpoint(asConfig(parentConfig)),
  };
}

function asConfig(value: unknown): RunnableConfig | undefined {
  return isRecord(value) ? value : undefined;
}
