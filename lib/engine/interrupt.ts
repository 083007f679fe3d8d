import { NAMESPACE_SEPARATOR } from './constants';
import { GraphInterrupt, GraphValueError, InvalidResumeError } from './errors';
import { type DeadlineOptions, describeDeadline } from './interrupt-deadline';
import { fingerprint } from './ports';
import {
  isStandardSchema,
  jsonSchemaOf,
  readIssues,
  type SchemaOutput,
  type StandardSchema,
  validateNow,
} from './standard-schema';
import { raise, requireTask, type TaskContext } from './task-context';
import type { Interrupt } from './types';

export interface InterruptOptions extends DeadlineOptions {
  /** What an answer must look like. A Standard Schema also validates it; a plain JSON Schema is only carried along. */
  responseSchema?: StandardSchema | Record<string, unknown>;
}

/**
 * Asks a question and returns its answer. Without an answer the task stops here; when one arrives, its node runs again from
 * its first line, so whatever stands before this call happens again. Several calls in one node are matched by their order.
 */
export function interrupt<Schema extends StandardSchema>(
  value: unknown,
  options: InterruptOptions & { responseSchema: Schema },
): SchemaOutput<Schema>;
export function interrupt<Question = unknown, Answer = unknown>(value: Question, options?: InterruptOptions): Answer;
export function interrupt(value: unknown, options: InterruptOptions = {}): unknown {
  const task = requireTask('interrupt()');
  if (!task.canInterrupt) {
    throw new GraphValueError('MISSING_CHECKPOINTER', 'interrupt() needs a checkpointer; compile the graph with one.');
  }
  const id = interruptId(task.ns, task.interruptCount++);
  if (task.run.answers.has(id)) return acceptAnswer(task, id, options);
  const question = describeInterrupt({ id, value, task, options });
  if (task.isLive) raise(task, [question]);
  throw new GraphInterrupt([question]);
}

/** The id of the k-th question of a task: the same whenever the task runs again, and of no other task. */
export function interruptId(taskNs: string, k: number): string {
  return fingerprint(k === 0 ? taskNs : `${taskNs}${NAMESPACE_SEPARATOR}${k}`);
}

/** Whether a result or chunk says that the graph waits. */
export function isInterrupted<Value = unknown>(values: unknown): values is { __interrupt__: Interrupt<Value>[] } {
  return (
    typeof values === 'object' && values !== null && '__interrupt__' in values && Array.isArray(values.__interrupt__)
  );
}

function acceptAnswer(task: TaskContext, id: string, { responseSchema }: InterruptOptions): unknown {
  const answer = task.run.answers.get(id);
  if (!isStandardSchema(responseSchema)) return answer;
  const result = validateNow<unknown>(responseSchema, answer);
  if (!result.issues) return result.value;
  const error = new InvalidResumeError(id, readIssues(result.issues));
  if (task.isLive) task.rejected ??= { interruptId: id, error };
  throw error;
}

interface Asked {
  id: string;
  value: unknown;
  task: TaskContext;
  options: InterruptOptions;
}

function describeInterrupt({ id, value, task, options: { responseSchema, ...deadline } }: Asked): Interrupt {
  const schema = isStandardSchema(responseSchema) ? jsonSchemaOf(responseSchema) : responseSchema;
  return {
    id,
    value,
    resumable: true,
    ns: task.ns.split(NAMESPACE_SEPARATOR),
    when: 'during',
    ...(schema && { response_schema: schema as Record<string, unknown> }), // a Standard Schema was turned into one above
    ...describeDeadline(deadline, responseSchema),
  };
}
