import type { OutputUnit, Schema } from '@cfworker/json-schema';
import { Validator } from '@cfworker/json-schema';

/** One thing that is wrong with an answer. `path`: keys and indexes from the answer's root to the place, `[]` for the whole. */
export interface AnswerError {
  path: (string | number)[];
  message: string;
}

/** An error with what it is about: the keyword of the schema that failed, and its value there unless it is behind a reference. */
export interface AnswerFault extends AnswerError {
  keyword?: string;
  limit?: unknown;
}

/** Checks an answer against its question's JSON Schema (2020-12). An empty list: it is valid. */
export function validateAnswer(value: unknown, schema: unknown): AnswerError[] {
  return findFaults(value, schema).map(({ path, message }) => ({ path, message }));
}

/** The same, for who says it in other words. */
export function findFaults(value: unknown, schema: unknown): AnswerFault[] {
  if (!isSchema(schema)) return [];
  const result = new Validator(schema, '2020-12', false).validate(value);
  if (result.valid) return [];
  const errors = result.errors.filter(isLeaf).map((unit) => {
    const limit = limitOf(unit, schema);
    return { path: pathOf(unit, value), message: sentence(unit, limit), keyword: unit.keyword, limit };
  });
  return errors.length > 0 ? errors : [{ path: [], message: 'The answer does not fit what was asked for.' }];
}

/** Keywords that only say that something inside them failed; the inner error says what. */
const WRAPPERS = new Set([
  'properties',
  'items',
  'prefixItems',
  'allOf',
  '$ref',
  'if',
  'then',
  'else',
  'additionalProperties',
]);

function isLeaf(unit: OutputUnit, _index: number, all: OutputUnit[]): boolean {
  if (!WRAPPERS.has(unit.keyword)) return true;
  return !all.some(
    (other) =>
      other.keywordLocation.startsWith(`${unit.keywordLocation}/`) ||
      // The validator places the refusal of an extra key below the key, not below the keyword.
      (other.keyword === 'false' && other.instanceLocation.startsWith(`${unit.instanceLocation}/`)),
  );
}

/** A missing key is reported on its object; the form shows it on the key's own field. */
function pathOf(unit: OutputUnit, value: unknown): (string | number)[] {
  const path = pointer(unit.instanceLocation, value);
  const missing = unit.keyword === 'required' ? /"([^"]+)"/.exec(unit.error)?.[1] : undefined;
  return missing === undefined ? path : [...path, missing];
}

function pointer(location: string, root: unknown): (string | number)[] {
  let at = root;
  return keysOf(location).map((key) => {
    const step = Array.isArray(at) ? Number(key) : key;
    at = isContainer(at) ? at[step] : undefined;
    return step;
  });
}

function keysOf(location: string): string[] {
  const keys = location.replace(/^#\/?/, '').split('/').filter(Boolean);
  return keys.map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What the reviewer reads, by the keyword that failed; `limit` is the keyword's value in the schema. */
const SENTENCES: Record<string, (limit: unknown) => string> = {
  required: () => 'An answer is needed here.',
  type: (type) => `This must be ${[type].flat().map(nameOfType).join(' or ')}.`,
  enum: (options) => `This must be one of ${[options].flat().map(quoted).join(', ')}.`,
  const: (value) => `This must be ${quoted(value)}.`,
  minimum: (limit) => `This must be at least ${limit}.`,
  exclusiveMinimum: (limit) => `This must be more than ${limit}.`,
  maximum: (limit) => `This must be at most ${limit}.`,
  exclusiveMaximum: (limit) => `This must be less than ${limit}.`,
  multipleOf: (step) => `This must be a multiple of ${step}.`,
  minLength: (limit) => `This must be at least ${limit} characters long.`,
  maxLength: (limit) => `This must be at most ${limit} characters long.`,
  pattern: (pattern) => `This must match the pattern ${pattern}.`,
  format: (format) => `This must be a valid ${format}.`,
  minItems: (limit) => `At least ${limit} are needed.`,
  maxItems: (limit) => `At most ${limit} are allowed.`,
  uniqueItems: () => 'Each item may appear only once.',
  false: () => 'This key is not asked for.',
};

function sentence(unit: OutputUnit, limit: unknown): string {
  const say = SENTENCES[unit.keyword];
  // Behind a $ref the limit is not where the location says.
  if (!say || (limit === undefined && say.length > 0)) return unit.error.replace(/^Instance/, 'The value');
  return say(limit);
}

function limitOf(unit: OutputUnit, schema: Schema): unknown {
  let at: unknown = schema;
  for (const key of keysOf(unit.keywordLocation)) at = isContainer(at) ? at[key] : undefined;
  return at;
}

function nameOfType(type: unknown): string {
  if (type === 'integer') return 'a whole number';
  if (type === 'array') return 'a list';
  if (type === 'boolean') return 'true or false';
  if (type === 'string') return 'text';
  return type === 'object' ? 'an object' : `${type === 'null' ? '' : 'a '}${type}`;
}

function quoted(value: unknown): string {
  return JSON.stringify(value);
}

function isContainer(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}

function isSchema(schema: unknown): schema is Schema {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema);
}
