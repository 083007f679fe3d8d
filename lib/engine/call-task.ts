// A task called by a task: it has an id, attempts and questions of its own, and its result is kept beside the checkpoint, so
// that whoever called it can run again without doing it again.
import { INTERRUPT, METADATA, NAMESPACE_END, NAMESPACE_SEPARATOR, PUSH, RETURN } from './constants';
import { GraphDrained, GraphInterrupt, ParentCommand } from './errors';
import { executeTask, type Outcome } from './execute-task';
import { NO_WAYS, type NodeSpec } from './graph-spec';
import { isWithin, namespacePath } from './namespace';
import type { PlannedTask } from './plan-tasks';
import { nameBasedId } from './ports';
import { serializeError } from './serialize-error';
import { emit } from './sink';
import { taskResultChunk, taskStartChunk } from './stream-chunks';
import { raise, type TaskContext } from './task-context';
import type { Interrupt, PendingWrite, StreamMode } from './types';
import { writesOfTask } from './writes-of-task';

export interface TaskCall {
  readonly name: string;
  /** Distinguishes it from other calls of that name; the same whenever the caller runs again. */
  readonly key: string;
  readonly input: unknown;
  readonly run: NodeSpec['run'];
  readonly retryPolicies?: NodeSpec['retryPolicies'];
  readonly timeout?: NodeSpec['timeout'];
  /** Shows in no stream. */
  readonly isHidden?: boolean;
}

/** What calls have returned to a task that may be tried again. */
const returned = new WeakMap<PlannedTask, Map<string, unknown>>();

/** Runs the call, unless it has a result already or still waits for an answer. */
export function callTask(caller: TaskContext, call: TaskCall): Promise<unknown> {
  caller.limit.progress();
  const running = new CalledTask(caller, planCall(caller, call), caller.nested.length).run();
  // The caller does not end before it: a question that nobody awaits must not get lost.
  caller.nested.push(running);
  return running;
}

class CalledTask {
  constructor(
    private readonly caller: TaskContext,
    private readonly task: PlannedTask,
    private readonly place: number,
  ) {}

  async run(): Promise<unknown> {
    const { caller, task } = this;
    const known = this.rememberedWrite();
    if (known) {
      this.emit('updates', () => ({ [task.name]: known[1], [METADATA]: { cached: true } }));
      return known[1];
    }
    const waiting = this.openQuestions();
    if (waiting.length > 0) return this.pause(waiting);
    this.emit('tasks', () => taskStartChunk(task));
    return this.settle(
      await executeTask(task, { ...caller.superstep, cancellation: caller.cancellation, isAlone: false }),
    );
  }

  private async settle(outcome: Outcome): Promise<unknown> {
    const { caller } = this;
    caller.cancellation.throwIfAborted();
    switch (outcome.kind) {
      case 'done':
        return this.keep(outcome.writes);
      case 'interrupted':
        return this.pause(outcome.interrupts);
      case 'failed':
        if (outcome.rejectedId !== undefined)
          caller.rejected ??= { interruptId: outcome.rejectedId, error: outcome.error };
        this.emit('tasks', () => taskResultChunk(this.task, { error: serializeError(outcome.error) }));
        throw outcome.error;
      case 'drained':
        caller.isDrained = true;
        throw new GraphDrained(caller.run.control.drainReason);
      case 'parent-command':
        throw new ParentCommand(outcome.command);
      case 'cancelled':
        throw new DOMException(`Task "${this.task.name}" was cancelled.`, 'AbortError');
      default:
        return outcome satisfies never;
    }
  }

  private async keep(writes: PendingWrite[]): Promise<unknown> {
    const { caller, task } = this;
    const value = writes[0]?.[1];
    await caller.superstep.save([task.id, writes]);
    const known = returned.get(caller.planned) ?? new Map<string, unknown>();
    returned.set(caller.planned, known.set(task.id, value));
    this.emit('updates', () => ({ [task.name]: value }));
    this.emit('tasks', () => taskResultChunk(task, {}));
    return value;
  }

  private pause(questions: readonly Interrupt[]): never {
    raise(this.caller, questions, this.place);
    throw new GraphInterrupt([...questions]);
  }

  private rememberedWrite(): PendingWrite | undefined {
    const { planned, superstep } = this.caller;
    const { id } = this.task;
    const known = returned.get(planned);
    if (known?.has(id)) return [RETURN, known.get(id)];
    const stored = writesOfTask(superstep.pendingWrites, id).find(([, channel]) => channel === RETURN);
    return stored && [RETURN, stored[2]];
  }

  /** The questions that this call asked before, if nobody has answered any of them: it would only ask them again. */
  private openQuestions(): Interrupt[] {
    const { planned, superstep, run } = this.caller;
    const asker = planned.handles ?? planned.id;
    const stored = writesOfTask(superstep.pendingWrites, asker).findLast(([, channel]) => channel === INTERRUPT);
    const asked = (stored?.[2] ?? []) as Interrupt[]; // only the engine writes this channel
    const own = asked.filter(({ ns = [] }) => isWithin(ns, namespacePath(this.task.ns)));
    return own.some(({ id }) => id === undefined || run.answers.has(id)) ? [] : own;
  }

  private emit(mode: StreamMode, makeChunk: () => unknown): void {
    const { sinks, graphNs, step, isLive } = this.caller;
    if (isLive && !this.task.node.isHidden) emit(sinks, { mode, ns: namespacePath(graphNs), step }, makeChunk);
  }
}

function planCall(caller: TaskContext, call: TaskCall): PlannedTask {
  const { name, key, input, run, retryPolicies = [], timeout, isHidden = false } = call;
  const { superstep, planned, ns } = caller;
  const path = [PUSH, ...planned.path, key];
  const checkpointId = superstep.parents[superstep.scope.ns] ?? '';
  const id = nameBasedId(checkpointId, JSON.stringify([ns, name, path]));
  const node: NodeSpec = {
    ...NO_WAYS,
    name,
    run,
    triggers: [PUSH],
    readResult: (result) => [[RETURN, result]],
    retryPolicies,
    isHidden,
    ...(timeout && { timeout }),
  };
  const taskNs = `${ns}${NAMESPACE_SEPARATOR}${name}${NAMESPACE_END}${id}`;
  return { id, node, name, path, triggers: [PUSH], input, ns: taskNs };
}
