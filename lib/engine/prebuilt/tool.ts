import { GraphValueError } from '../errors';
import type { ToolCall } from '../message';
import { isStandardSchema, readIssues, type StandardSchema, validateNow } from '../standard-schema';
import type { LangGraphRunnableConfig } from '../types';

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

/** Makes a function a tool. It may ask by `interrupt()`, and return a text, data, a message or a Command. */
export function tool<Args = Record<string, unknown>>(
  run: (args: Args, runtime: ToolRuntime) => unknown,
  { name, description, schema }: ToolFields<Args>,
) {
  return {
    name,
    description,
    schema,
    async invoke(call: ToolCall | Args, runtime: ToolRuntime): Promise<unknown> {
      return run(checkArgs<Args>(name, schema, isToolCall(call) ? call.args : call), runtime);
    },
  };
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
