import type { ResumeIssue } from './errors';

/** The part of the Standard Schema specification (standardschema.dev) that the engine uses; Zod, Valibot and ArkType have it. */
export interface StandardSchema<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
    readonly jsonSchema?: {
      readonly input: (options: { target: string }) => Record<string, unknown>;
      readonly output: (options: { target: string }) => Record<string, unknown>;
    };
  };
}

/** What a schema makes of what it accepts. */
export type SchemaOutput<Schema> = Schema extends StandardSchema<infer _, infer Output> ? Output : unknown;

export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

export function isStandardSchema(value: unknown): value is StandardSchema {
  // Some libraries make their schemas callable.
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject && '~standard' in value && typeof value['~standard'] === 'object';
}

/** The engine validates between two synchronous steps, so a schema that answers with a promise cannot be used. */
export function validateNow<Output>(schema: StandardSchema<unknown, Output>, value: unknown): StandardResult<Output> {
  const result = schema['~standard'].validate(value);
  if (result instanceof Promise)
    throw new TypeError('This schema validates asynchronously; use a synchronous one here.');
  return result;
}

export function readIssues(issues: readonly StandardIssue[]): ResumeIssue[] {
  return issues.map(({ message, path = [] }) => ({
    message,
    path: path.map((part) => pathKey(typeof part === 'object' ? part.key : part)),
  }));
}

/** The JSON Schema a schema offers of itself, or undefined. */
export function jsonSchemaOf(schema: unknown, side: 'input' | 'output' = 'input'): Record<string, unknown> | undefined {
  if (!isStandardSchema(schema)) return undefined;
  try {
    const converter = schema['~standard'].jsonSchema;
    if (converter) return converter[side]({ target: 'draft-2020-12' });
    if ('toJSONSchema' in schema && typeof schema.toJSONSchema === 'function') return schema.toJSONSchema({ io: side });
  } catch {
    // A schema with parts that JSON Schema cannot express (a date, a transformation) has none.
  }
  return undefined;
}

function pathKey(key: PropertyKey): string | number {
  return typeof key === 'symbol' ? String(key) : key;
}
