import type { OutputUnit, Schema } from '@cfworker/json-schema';
import { Validator } from '@cfworker/json-schema';

/** One thing that is wrong with an answer. `path`: keys and indexes from the answer's root to the place, `[]` for the whole. */
export interface AnswerError {
  path: (string | number)[];
  message: string;
}

/** Checks an answer against its question's JSON Schema (2020-12). An empty list: it is valid. */
export function validateAnswer(value: unknown, schema: unknown): AnswerError[] {
  if (!isSchema(schema)) return [];
  const result = new Validator(schema, '2020-12', false).validate(value);
  if (result.valid) return [];
  const errors = result.errors
    .filter(isLeaf)
    .map((unit) => ({ path: pathOf(unit, value), message: plain(unit.error) }));
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
  return !all.some((other) => other !== unit && other.keywordLocation.startsWith(`${unit.keywordLocation}/`));
}

/** A missing key is reported on its object; the form shows it on the key's own field. */
function pathOf(unit: OutputUnit, value: unknown): (string | number)[] {
  const path = pointer(unit.instanceLocation, value);
  const missing = unit.keyword === 'required' ? /"([^"]+)"/.exec(unit.error)?.[1] : undefined;
  return missing === undefined ? path : [...path, missing];
}

function pointer(location: string, root: unknown): (string | number)[] {
  const keys = location.replace(/^#\/?/, '').split('/').filter(Boolean);
  let at = root;
  return keys.map((raw) => {
    const key = decodeURIComponent(raw).replaceAll('~1', '/').replaceAll('~0', '~');
    const step = Array.isArray(at) ? Number(key) : key;
    at = isContainer(at) ? at[step] : undefined;
    return step;
  });
}

function plain(error: string): string {
  if (error === 'False boolean schema.') return 'This key is not asked for.';
  return error.replace(/^Instance/, 'The value');
}

function isContainer(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}

function isSchema(schema: unknown): schema is Schema {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema);
}
