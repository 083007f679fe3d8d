import { z } from 'zod';
import { jsonObject, optional } from './fields';

/** A place in a thread's history. An empty one is the head. */
export const checkpointRef = z.object({
  checkpoint_id: optional(z.string()),
  checkpoint_ns: optional(z.string()),
  checkpoint_map: optional(jsonObject),
});

export type CheckpointRef = z.output<typeof checkpointRef>;

/** `before` of a history: a checkpoint's id, a Config that names one, or a Checkpoint. */
export const historyCursor = z
  .union(
    [z.string(), z.object({ configurable: checkpointRef }).transform((config) => config.configurable), checkpointRef],
    {
      error: 'must be a checkpoint id, a config or a checkpoint',
    },
  )
  .transform((value) => (typeof value === 'string' ? value : value.checkpoint_id));
