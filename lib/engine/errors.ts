import type { Command } from './command';
import { NAMESPACE_SEPARATOR } from './constants';
import type { Interrupt } from './types';

export type GraphErrorCode =
  | 'AMBIGUOUS_UPDATE'
  | 'CHECKPOINT_CONFLICT'
  | 'CHECKPOINT_NOT_FOUND'
  | 'DUPLICATE_NODE'
  | 'EMPTY_INPUT'
  | 'GRAPH_DRAINED'
  | 'GRAPH_RECURSION_LIMIT'
  | 'INVALID_CONCURRENT_GRAPH_UPDATE'
  | 'INVALID_DEADLINE'
  | 'INVALID_GRAPH_NODE_RETURN_VALUE'
  | 'INVALID_INPUT'
  | 'INVALID_MESSAGE'
  | 'INVALID_NAMESPACE'
  | 'INVALID_RESUME_VALUE'
  | 'INVALID_STATE'
  | 'INVALID_UPDATE'
  | 'MISSING_CHECKPOINTER'
  | 'MISSING_ENTRYPOINT'
  | 'MISSING_THREAD_ID'
  | 'NODE_TIMEOUT'
  | 'OUTSIDE_GRAPH'
  | 'RESERVED_NAME'
  | 'RUN_TIMEOUT'
  | 'STEP_TIMEOUT'
  | 'UNKNOWN_INTERRUPT'
  | 'UNKNOWN_NODE'
  | 'UNREACHABLE_NODE';

/** Every error the engine itself raises; the code is stable, the message is for people. */
export class GraphError extends Error {
  readonly lc_error_code: GraphErrorCode;

  constructor(code: GraphErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.lc_error_code = code;
  }
}

/** The graph, or the way it was called, cannot work. */
export class GraphValueError extends GraphError {}
/** What a node, an input or an edit wants to write does not fit the state. */
export class InvalidUpdateError extends GraphError {}
/** There is nothing to run: no input, and no checkpoint to go on from. */
export class EmptyInputError extends GraphError {}

export class GraphRecursionError extends GraphError {
  constructor(message: string) {
    super('GRAPH_RECURSION_LIMIT', message);
  }
}

export interface NodeTimeoutFields {
  node: string;
  kind: 'run' | 'idle';
  /** Milliseconds since the attempt began, or since its last sign of progress. */
  elapsed: number;
  runTimeout?: number | undefined;
  idleTimeout?: number | undefined;
}

/** An attempt at a node took too long, or showed no progress for too long. */
export class NodeTimeoutError extends GraphError {
  readonly node: string;
  readonly kind: 'run' | 'idle';
  /** The limit that was exceeded, in milliseconds. */
  readonly timeout: number;
  readonly elapsed: number;
  readonly runTimeout: number | undefined;
  readonly idleTimeout: number | undefined;

  constructor({ node, kind, elapsed, runTimeout, idleTimeout }: NodeTimeoutFields) {
    const timeout = (kind === 'run' ? runTimeout : idleTimeout) ?? 0;
    const what = kind === 'run' ? `took longer than its ${timeout} ms` : `made no progress for ${timeout} ms`;
    super('NODE_TIMEOUT', `Node "${node}" ${what}.`);
    this.node = node;
    this.kind = kind;
    this.timeout = timeout;
    this.elapsed = elapsed;
    this.runTimeout = runTimeout;
    this.idleTimeout = idleTimeout;
  }
}

/** The run was asked to stop and did so between two supersteps; `stream(null)` goes on from there. */
export class GraphDrained extends GraphError {
  constructor(readonly reason?: string | undefined) {
    super(
      'GRAPH_DRAINED',
      `The run stopped at a superstep boundary as asked${reason ? `: ${reason}` : ''}; continue it with a null input.`,
    );
  }
}

/** What an error handler of a node is given: which node failed for good, and with what. */
export class NodeError {
  constructor(
    readonly node: string,
    readonly error: Error,
  ) {}
}

/** A store cannot keep items under this path of names. */
export class InvalidNamespaceError extends GraphError {
  constructor(message: string) {
    super('INVALID_NAMESPACE', message);
  }
}

/** Somebody else has written to the thread since this call read it. What this call wanted to store is not stored. */
export class CheckpointConflictError extends GraphError {
  constructor(threadId: string, what: string) {
    super('CHECKPOINT_CONFLICT', `Thread ${threadId} is used by another call: ${what}. Read its state and call again.`);
  }
}

/** An answer does not name a question that waits. The state is unchanged. */
export class UnknownInterruptError extends GraphError {
  constructor(
    readonly reason: 'not_pending' | 'empty_map' | 'ambiguous',
    readonly interruptIds: readonly string[],
    readonly pendingIds: readonly string[],
  ) {
    super('UNKNOWN_INTERRUPT', unknownInterruptMessage(reason, interruptIds, pendingIds));
  }
}

function unknownInterruptMessage(reason: string, ids: readonly string[], pendingIds: readonly string[]): string {
  const pending = pendingIds.length > 0 ? `Pending: ${pendingIds.join(', ')}.` : 'No interrupt is pending.';
  if (reason === 'ambiguous') return `Several interrupts are pending; answer with { [interruptId]: value }. ${pending}`;
  if (reason === 'empty_map') return `The resume map names no interrupt. ${pending}`;
  return ids.length > 0 ? `Not pending: ${ids.join(', ')}. ${pending}` : `There is nothing to resume. ${pending}`;
}

export interface ResumeIssue {
  readonly message: string;
  readonly path: readonly (string | number)[];
}

/** An answer does not fit the schema of its question, which stays pending. */
export class InvalidResumeError extends GraphError {
  constructor(
    readonly interruptId: string,
    readonly issues: readonly ResumeIssue[],
  ) {
    const details = issues.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message));
    super(
      'INVALID_RESUME_VALUE',
      `The answer to interrupt ${interruptId} does not fit its schema. ${details.join('; ')}`,
    );
  }
}

/** Not failures: how a task tells the graph around it to stop or to take over. Code that catches errors must rethrow them. */
export class GraphBubbleUp extends Error {
  readonly is_bubble_up = true;

  constructor(message?: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** A task asked something and waits. */
export class GraphInterrupt extends GraphBubbleUp {
  constructor(readonly interrupts: Interrupt[] = []) {
    super(JSON.stringify(interrupts.map(({ id, ns }) => ({ id, ns: ns?.join(NAMESPACE_SEPARATOR) }))));
  }
}

/** Stops at a node without a question that could be answered; it is raised again until the state has changed. */
export class NodeInterrupt extends GraphInterrupt {
  constructor(value: unknown) {
    super([{ value, when: 'during' }]);
  }
}

/** A nested graph hands a command to the graph around it. */
export class ParentCommand extends GraphBubbleUp {
  constructor(readonly command: Command) {
    super('A command for the parent graph.');
  }
}

export function isGraphBubbleUp(error: unknown): error is GraphBubbleUp {
  return error instanceof Error && 'is_bubble_up' in error && error.is_bubble_up === true;
}

export function isGraphInterrupt(error: unknown): error is GraphInterrupt {
  return isGraphBubbleUp(error) && 'interrupts' in error;
}

export function isParentCommand(error: unknown): error is ParentCommand {
  return isGraphBubbleUp(error) && 'command' in error;
}

export function isNodeTimeoutError(error: unknown): error is NodeTimeoutError {
  return error instanceof Error && error.name === 'NodeTimeoutError';
}

export function isGraphDrained(error: unknown): error is GraphDrained {
  return error instanceof Error && error.name === 'GraphDrained';
}

export function isNodeError(value: unknown): value is NodeError {
  return value instanceof NodeError;
}
