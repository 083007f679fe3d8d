import type { z } from 'zod';
import { HoldpointError } from '#lib/errors';
import type { ApiContext } from './context';
import { readJson } from './read-json';
import { queryList, uuid } from './schemas/fields';

/** The request's body, as the schema makes it. @throws HoldpointError `invalid_json`, `payload_too_large`, `invalid_request` */
export async function parseBody<T extends z.ZodType>(c: ApiContext, schema: T): Promise<z.output<T>> {
  return parse(schema, await readJson(c.req.raw), 'body');
}

/** The query string, as the schema makes it; of a repeated key the first counts. @throws HoldpointError `invalid_request` */
export function parseQuery<T extends z.ZodType>(c: ApiContext, schema: T): z.output<T> {
  return parse(schema, c.req.query(), 'query');
}

/** A query parameter that may be a list, in whichever form the client sends lists. */
export function listParam(c: ApiContext, ...names: string[]): string[] | undefined {
  const values = names.flatMap((name) => c.req.queries(name) ?? []);
  return values.length > 0 ? queryList(values) : undefined;
}

/** An id in the path. @throws HoldpointError `invalid_request` */
export function idParam(c: ApiContext, name: 'thread_id' | 'run_id'): string {
  const id = c.req.param(name) ?? '';
  if (uuid.safeParse(id).success) return id.toLowerCase();
  throw new HoldpointError('invalid_request', `${name} in the path is ${JSON.stringify(id)}; it must be a UUID.`);
}

export function parse<T extends z.ZodType>(schema: T, value: unknown, where: 'body' | 'query'): z.output<T> {
  const parsed = schema.safeParse(value, { error: plainMessage });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.map(pathStep), message }));
  const [first] = errors;
  const detail = first
    ? `${first.path.join('.') || `The ${where}`} ${sentence(first.message)}`
    : `The ${where} is not what this endpoint takes.`;
  throw new HoldpointError('invalid_request', detail, { details: { errors } });
}

/** Of several sentences, the last has its full stop. */
function sentence(message: string): string {
  return message.endsWith('.') ? message : `${message}.`;
}

/** In the words of a sentence that begins with the field's name. */
function plainMessage(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'invalid_type' && issue.code !== 'invalid_union') return undefined;
  if (issue.input === undefined) return 'is required';
  return issue.code === 'invalid_type'
    ? `must be ${TYPE_NAMES[issue.expected] ?? `of type ${issue.expected}`}`
    : undefined;
}

const TYPE_NAMES: Record<string, string> = {
  array: 'a list',
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
  object: 'an object',
  record: 'an object',
  string: 'a string',
};

function pathStep(step: PropertyKey): string | number {
  return typeof step === 'symbol' ? String(step) : step;
}
