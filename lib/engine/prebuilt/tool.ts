import { GraphValueError } from '../errors';
import type { ToolCall } from '../message';
import { isStandardSchema, readIssues, type StandardSchema, validateNow } from '../standard-schema';
import { currentTask, taskOf } from '../task-context';
import { ToolStream } from '../tool-stream';
import type { LangGraphRunnableConfig } from '../types';
import { toolOutput } from './tool-output';

/** What a tool gets beside its arguments. */
export interface ToolRuntime<State = unknown> extends LangGraphRunnableConfig {
  /** What the node that calls it was given: the state. */
  state: State;
  toolCallId: string;
  config: LangGraphRunnableConfig;
}

/** What a model can call; LangChain's tools are such. */
export interface Tool {
  readonly name: string;
  readonly description?: string | undefined;
  readonly schema?: unknown;
  invoke(input: never, runtime: never): unknown;
}

export interface ToolFields<Args> {
  name: string;
  description?: string;
  /** A Standard Schema checks the arguments; a plain JSON Schema is only for the model. */
  schema?: StandardSchema<unknown, Args> | Record<string, unknown>;
}

/**
 * Makes a function a tool. It may ask by `interrupt()`, and return a text, data, a message or a Command. What a generator yields
 * before that is told in stream mode `tools`. Invoked with a call of a model, the tool returns the message that answers it.
 */
export function tool<Args = Record<string, unknown>>(
  run: (args: Args, runtime: ToolRuntime) => unknown,
  { name, description, schema }: ToolFields<Args>,
) {
  return {
    name,
    description,
    schema,
    async invoke(input: ToolCall | Args, runtime: ToolRuntime): Promise<unknown> {
      const call = isToolCall(input) ? input : undefined;
      const args = checkArgs<Args>(name, schema, call ? call.args : input);
      const task = taskOf(runtime) ?? currentTask();
      const stream = task && ToolStream.of(task, { toolCallId: call?.id, name });
      stream?.start(JSON.stringify(args));
      try {
        const result = await drain(await run(args, runtime), (data) => stream?.progress(data));
        const output = call ? toolOutput(call, result) : result;
        stream?.end(output);
        return output;
      } catch (error) {
        stream?.fail(error);
        throw error;
      }
    },
  };
}

/** What a generator returns in the end; of anything else, it itself. */
async function drain(result: unknown, onYield: (value: unknown) => void): Promise<unknown> {
  if (!isGenerator(result)) return result;
  for (;;) {
    const { done, value } = await result.next();
    if (done) return value;
    onYield(value);
  }
}

function isGenerator(value: unknown): value is Generator | AsyncGenerator {
  const isObject = typeof value === 'object' && value !== null;
  return isObject && (Symbol.asyncIterator in value || Symbol.iterator in value) && 'next' in value && 'throw' in value;
}

function isToolCall(call: unknown): call is ToolCall {
  return typeof call === 'object' && call !== null && 'type' in call && call.type === 'tool_call' && 'args' in call;
}

function checkArgs<Args>(name: string, schema: ToolFields<Args>['schema'], args: unknown): Args {
  if (!isStandardSchema(schema)) return args as Args; // the model was told what they are
  const result = validateNow<unknown>(schema, args);
  if (!result.issues) return result.value as Args; // by its schema
  const issues = readIssues(result.issues).map(({ path, message }) => [...path, message].join(': '));
  throw new GraphValueError(
    'INVALID_INPUT',
    `The arguments of tool "${name}" do not fit its schema. ${issues.join('; ')}`,
  );
}
