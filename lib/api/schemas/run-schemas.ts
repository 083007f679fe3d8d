import { z } from 'zod';
import { MAX_TIMEOUT_SECONDS } from '#lib/runs/run-options';
import { refuseUrl, webhookTargets } from '#lib/runs/webhooks/webhook-targets';
import { checkpointRef } from './checkpoint-schemas';
import { jsonObject, oneOf, optional, page, uuid } from './fields';

export const MULTITASK_STRATEGIES = ['reject', 'enqueue', 'interrupt', 'rollback'] as const;
const RUN_STATUSES = ['pending', 'running', 'success', 'error', 'timeout', 'interrupted'] as const;

export const STREAM_MODES = [
  'values',
  'updates',
  'messages',
  'messages-tuple',
  'custom',
  'tasks',
  'checkpoints',
  'debug',
  'events',
  'tools',
] as const;

export type StreamMode = (typeof STREAM_MODES)[number];

const streamMode = oneOf(STREAM_MODES);

/** One mode or several; none is `values`, as in every other server. */
export const streamModes = optional(
  z.union([streamMode.transform((mode) => [mode]), z.array(streamMode)], { error: modeError() }),
).transform((modes): StreamMode[] => (modes?.length ? modes : ['values']));

function modeError(): string {
  return `must be one or several of ${STREAM_MODES.join(', ')}`;
}

const send = z.object({ node: z.string(), input: z.unknown().optional() });
const breakpoints = z.union([z.literal('*'), z.array(z.string())], { error: 'must be "*" or a list of node names' });

/** `resume: null` is an answer, so a key that is there counts, whatever it holds. */
const command = z
  .object({
    resume: z.unknown().optional(),
    update: optional(
      z.union([jsonObject, z.array(z.tuple([z.string(), z.unknown()]))], {
        error: 'must be an object or a list of [key, value]',
      }),
    ),
    goto: optional(
      z.union([z.string(), send, z.array(z.union([z.string(), send]))], {
        error: 'must be a node name, {node, input}, or a list of these',
      }),
    ),
  })
  .partial()
  .transform(({ resume, update, goto }) => ({
    ...(resume !== undefined && { resume }),
    ...(update !== undefined && { update }),
    ...(goto !== undefined && { goto }),
  }))
  .transform((given) => (Object.keys(given).length > 0 ? given : undefined));

const webhook = z.string().superRefine((url, context) => {
  const refused = refuseUrl(url, webhookTargets());
  if (refused) context.addIssue(refused);
});

/** How runs are executed: this server's own options beside those of LangChain's `RunnableConfig`. */
const runOptions = {
  repair_dangling_tool_calls: optional(z.boolean()),
  timeout_seconds: optional(
    z.number().positive('must be more than 0').max(MAX_TIMEOUT_SECONDS, `must be at most ${MAX_TIMEOUT_SECONDS}`),
  ),
};

export const runConfig = z.looseObject({
  ...runOptions,
  tags: optional(z.array(z.string())),
  recursion_limit: optional(z.number().int().min(1)),
  configurable: optional(jsonObject),
});

/** The body that creates a run, on every endpoint that does. Keys it does not name are ignored. */
export const runCreate = z.object({
  assistant_id: z.string({ error: 'is required: the id of an assistant or of a graph' }).min(1, 'must not be empty'),
  input: z.unknown().optional(),
  command: optional(command),
  ...runOptions,
  config: optional(runConfig),
  context: optional(jsonObject),
  metadata: optional(jsonObject),
  checkpoint: optional(checkpointRef),
  checkpoint_id: optional(z.string()),
  interrupt_before: optional(breakpoints),
  interrupt_after: optional(breakpoints),
  stream_mode: streamModes,
  stream_subgraphs: optional(z.boolean()),
  stream_resumable: optional(z.boolean()),
  multitask_strategy: optional(oneOf(MULTITASK_STRATEGIES)),
  on_pending_interrupt: optional(oneOf(['allow', 'reject', 'enqueue'])),
  if_not_exists: optional(oneOf(['reject', 'create'])),
  after_seconds: optional(z.number().min(0, 'must not be negative')),
  on_disconnect: optional(oneOf(['cancel', 'continue'])),
  on_completion: optional(oneOf(['delete', 'keep'])),
  webhook: optional(webhook),
  feedback_keys: optional(z.array(z.string())),
  durability: optional(oneOf(['sync', 'async', 'exit'])),
});

export type RunCreate = z.output<typeof runCreate>;

/** The SDK's `createBatch` spreads its own camelCase options into the body; they are read by their wire names. */
const batchItem = z.preprocess((item) => {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
  return Object.fromEntries(
    Object.entries(item).flatMap(([key, value]) => [
      [key, value],
      [toSnakeCase(key), value],
    ]),
  );
}, runCreate);

export const runBatch = z.array(batchItem).min(1, 'must hold at least one run');

function toSnakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export const runList = z.object({ ...page, status: optional(oneOf(RUN_STATUSES)) });

export const cancelAction = optional(oneOf(['interrupt', 'rollback'])).transform((action) => action ?? 'interrupt');

export const bulkCancelQuery = z.object({ action: cancelAction });

/** Which runs to cancel: those with a status, of all threads or of one, or those named. */
export const bulkCancel = z
  .object({
    thread_id: optional(uuid),
    run_ids: optional(z.array(uuid)),
    status: optional(oneOf(['pending', 'running', 'all'])),
  })
  .refine(
    (body) => body.status !== undefined || body.run_ids !== undefined,
    'must name runs: by status, or by thread_id and run_ids',
  )
  .refine((body) => body.run_ids === undefined || body.thread_id !== undefined, 'must name thread_id beside run_ids');
