import type { CreateRunRequest } from '#lib/runs/create-run';
import type { RunConfig, RunKwargs } from '#lib/runs/run-kwargs';
import type { RunCreate } from './schemas/run-schemas';

/** What a body asks createRun for. */
export function runRequest(body: RunCreate, on: { threadId: string; actor: string | undefined }): CreateRunRequest {
  return {
    ...on,
    assistantId: body.assistant_id,
    input: body.input,
    command: body.command,
    multitaskStrategy: body.multitask_strategy,
    onPendingInterrupt: body.on_pending_interrupt,
    ifNotExists: body.if_not_exists,
    afterSeconds: body.after_seconds,
    metadata: body.metadata,
    kwargs: runKwargs(body),
  };
}

function runKwargs(body: RunCreate): RunKwargs {
  return {
    config: {
      ...body.config,
      ...ownOptions(body),
      configurable: { ...body.config?.configurable, ...startingPoint(body) },
    },
    stream_mode: body.stream_mode,
    ...defined({
      context: body.context,
      stream_subgraphs: body.stream_subgraphs,
      stream_resumable: body.stream_resumable,
      interrupt_before: body.interrupt_before,
      interrupt_after: body.interrupt_after,
      durability: body.durability,
      on_disconnect: body.on_disconnect,
      on_completion: body.on_completion,
      webhook: body.webhook,
      feedback_keys: body.feedback_keys,
    }),
  };
}

/** This server's own options may stand in the body or in its config, which is where clients can put them that name every field. */
function ownOptions({ repair_dangling_tool_calls, timeout_seconds }: RunCreate): Partial<RunConfig> {
  return defined({ repair_dangling_tool_calls, timeout_seconds });
}

/** The checkpoint to start from; none is the head of the thread. */
function startingPoint({ checkpoint, checkpoint_id }: RunCreate): Record<string, unknown> {
  return defined({
    checkpoint_id: checkpoint?.checkpoint_id ?? checkpoint_id,
    checkpoint_map: checkpoint?.checkpoint_map,
  });
}

function defined<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>; // a subset of T's own entries
}
