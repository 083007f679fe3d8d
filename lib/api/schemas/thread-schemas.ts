import { z } from 'zod';
import { checkpointRef, historyCursor } from './checkpoint-schemas';
import { count, jsonObject, oneOf, optional, page, uuid } from './fields';

const THREAD_STATUSES = ['idle', 'busy', 'interrupted', 'error'] as const;

const supersteps = z.array(
  z.object({
    updates: z.array(
      z.object({
        values: z.unknown().optional(),
        command: optional(jsonObject),
        as_node: optional(z.string()),
      }),
    ),
  }),
);

const minutes = z
  .number('must be a number of minutes')
  .positive('must be above 0')
  .max(100 * 366 * 24 * 60, 'is too far off');

/** What becomes of the thread when it has rested for a time; a number alone deletes it then. Null: what the server does to all. */
const ttl = z
  .union(
    [
      minutes.transform((time) => ({ strategy: 'delete' as const, minutes: time })),
      z.object({ strategy: z.literal('keep') }),
      z
        .object({ ttl: minutes, strategy: optional(z.enum(['delete', 'keep_latest'])) })
        .transform(({ ttl: time, strategy = 'delete' }) => ({ strategy, minutes: time })),
    ],
    {
      error:
        'must be a number of minutes above 0, or {ttl: minutes, strategy: delete or keep_latest}, or {strategy: "keep"}',
    },
  )
  .nullish();

export const threadCreate = z.object({
  thread_id: optional(uuid),
  metadata: optional(jsonObject),
  if_exists: optional(oneOf(['raise', 'do_nothing'])),
  ttl,
  supersteps: optional(supersteps),
});

export type Supersteps = z.output<typeof supersteps>;

export const threadPatch = z
  .object({ metadata: optional(jsonObject), ttl })
  .transform(({ metadata, ttl: retention }) => ({ metadata, retention }));

const filters = {
  metadata: optional(jsonObject),
  values: optional(jsonObject),
  ids: optional(z.array(uuid)),
  status: optional(oneOf(THREAD_STATUSES)),
};

export const threadSearch = z.object({
  ...filters,
  ...page,
  sort_by: optional(oneOf(['thread_id', 'status', 'created_at', 'updated_at', 'state_updated_at'])),
  sort_order: optional(oneOf(['asc', 'desc'])),
  select: optional(z.array(z.string())),
});

export const threadCount = z.object(filters);

export const threadPrune = z.object({
  thread_ids: z.array(uuid),
  strategy: optional(oneOf(['delete', 'keep_latest'])),
});

export const stateAtCheckpoint = z.object({ checkpoint: optional(checkpointRef), subgraphs: optional(z.boolean()) });

export const stateUpdate = z.object({
  values: z.unknown().optional(),
  as_node: optional(z.string()),
  checkpoint: optional(checkpointRef),
  checkpoint_id: optional(z.string()),
});

export const stateHistory = z.object({
  limit: count({ min: 1, max: 1000, otherwise: 10 }),
  before: optional(historyCursor),
  metadata: optional(jsonObject),
  checkpoint: optional(checkpointRef),
});

export type StateHistory = z.output<typeof stateHistory>;
