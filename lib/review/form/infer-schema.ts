import { isRecord } from '#lib/runs/is-record';
import type { JsonSchema } from './read-schema';

/** A schema that a value fits and that keeps its types, with the value as default: for editing what came without a schema. */
export function inferSchema(value: unknown): JsonSchema {
  if (typeof value === 'string') return { type: 'string', default: value, minLength: 0 };
  if (typeof value === 'number') return { type: 'number', default: value };
  if (typeof value === 'boolean') return { type: 'boolean', default: value };
  if (Array.isArray(value)) return { type: 'array', default: value };
  if (!isRecord(value)) return { default: value };
  const properties = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, inferSchema(child)]));
  return { type: 'object', properties, required: Object.keys(value), default: value };
}
