import { TAG_HIDDEN } from './constants';
import { namespacePath } from './namespace';
import { type EmitAt, emit, isWanted } from './sink';
import type { TaskContext } from './task-context';
import type { ToolChunk } from './types';

/** A call of a tool: what all chunks about it say. */
interface ToolCalled {
  /** Absent when a node calls the tool itself, and no model asked for it. */
  readonly toolCallId?: string | undefined;
  readonly name: string;
}

/** Streams in mode `tools` what becomes of a call. */
export class ToolStream {
  private constructor(
    private readonly task: TaskContext,
    private readonly call: ToolCalled,
  ) {}

  /** Undefined where nobody reads it. */
  static of(task: TaskContext, call: ToolCalled): ToolStream | undefined {
    return isWanted(task.sinks, placeOf(task)) ? new ToolStream(task, call) : undefined;
  }

  /** `input`: JSON of the arguments. */
  start(input: unknown): void {
    this.tell({ event: 'on_tool_start', ...this.call, input });
  }

  progress(data: unknown): void {
    this.tell({ event: 'on_tool_event', ...this.call, data });
  }

  end(output: unknown): void {
    this.tell({ event: 'on_tool_end', ...this.call, output });
  }

  fail(error: unknown): void {
    this.tell({ event: 'on_tool_error', ...this.call, error });
  }

  private tell(chunk: ToolChunk): void {
    const { task } = this;
    if (!task.isLive || task.cancellation.isAborted) return;
    task.limit.progress();
    emit(task.sinks, placeOf(task), () => chunk);
  }
}

/** Of the node: a tool that is a task of its own shows in no stream. */
function placeOf({ ns, planned, step }: TaskContext): EmitAt {
  const path = namespacePath(ns);
  return { mode: 'tools', ns: planned.node.isHidden ? path.slice(0, -1) : path, step };
}

/**
 * LangChain's tools tell what they do to callbacks that they find in the config they are called with. As LangChain takes it, of
 * any version: an object with the methods it has. Undefined where nobody reads that.
 */
export function toolHandler(task: TaskContext): object | undefined {
  if (!isWanted(task.sinks, placeOf(task))) return undefined;
  const calls = new Map<unknown, ToolStream>();
  const take = (runId: unknown) => {
    const call = calls.get(runId);
    calls.delete(runId);
    return call;
  };
  return {
    // Called where it happens and not some time later: chunks come before what the node returns.
    awaitHandlers: true,
    handleToolStart: (...[, input, runId, , tags, , name, toolCallId]: unknown[]) => {
      if (Array.isArray(tags) && tags.includes(TAG_HIDDEN)) return;
      const id = toolCallId === undefined ? undefined : String(toolCallId);
      const call = ToolStream.of(task, { toolCallId: id, name: String(name ?? 'unknown') });
      if (call) calls.set(runId, call);
      call?.start(input);
    },
    handleToolEvent: (data: unknown, runId: unknown) => calls.get(runId)?.progress(data),
    handleToolEnd: (output: unknown, runId: unknown) => take(runId)?.end(output),
    handleToolError: (error: unknown, runId: unknown) => take(runId)?.fail(error),
  };
}
