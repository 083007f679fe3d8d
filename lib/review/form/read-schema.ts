import { isRecord } from '#lib/runs/is-record';

/** A JSON Schema as it comes: every keyword is to be checked where it is read. */
export type JsonSchema = Record<string, unknown>;

export function asSchema(value: unknown): JsonSchema {
  return isRecord(value) ? value : {};
}

/** Whether an object is a JSON Schema rather than data that happens to have such a key. */
export function looksLikeSchema(value: unknown): value is JsonSchema {
  if (!isRecord(value)) return false;
  const types = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];
  const typed = typeof value.type === 'string' && types.includes(value.type);
  return (
    typed ||
    isRecord(value.properties) ||
    Array.isArray(value.enum) ||
    Array.isArray(value.oneOf) ||
    Array.isArray(value.anyOf)
  );
}

/** Its type; of `["string", "null"]` the one that is not null. A schema with properties is an object's. */
export function typeOf(schema: JsonSchema): string | undefined {
  const { type } = schema;
  if (typeof type === 'string') return type;
  if (Array.isArray(type)) {
    const solid = type.filter((each) => each !== 'null');
    return solid.length === 1 && typeof solid[0] === 'string' ? solid[0] : undefined;
  }
  return isRecord(schema.properties) ? 'object' : undefined;
}

/** Whether null is one of its values: `["string", "null"]`, or a branch for null. */
export function isNullable({ type, anyOf, oneOf }: JsonSchema): boolean {
  const branches = anyOf ?? oneOf;
  if (Array.isArray(type)) return type.includes('null');
  return Array.isArray(branches) && branches.some((branch) => asSchema(branch).type === 'null');
}

export function requiredKeys(schema: JsonSchema): Set<unknown> {
  return new Set(Array.isArray(schema.required) ? schema.required : []);
}

const MAX_HOPS = 8;

/** Follows references within the document (`#/$defs/...`); any other reference is left as it is. */
export function resolveRef(schema: JsonSchema, root: JsonSchema): JsonSchema {
  let resolved = schema;
  for (let hop = 0; hop < MAX_HOPS && typeof resolved.$ref === 'string' && resolved.$ref.startsWith('#/'); hop++) {
    const { $ref, ...beside } = resolved;
    let target: unknown = root;
    for (const key of String($ref).slice(2).split('/')) target = isRecord(target) ? target[key] : undefined;
    resolved = { ...asSchema(target), ...beside };
  }
  return resolved;
}

/** One schema for `allOf` schemas that describe the same value in parts; conditions stay in `allOf`. */
export function mergeParts(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (!Array.isArray(schema.allOf)) return schema;
  const all = schema.allOf.map((part) => resolveRef(asSchema(part), root));
  const parts = [...all.filter(looksLikeSchema), schema];
  if (parts.length === 1) return schema;
  const properties = Object.assign({}, ...parts.map((part) => asSchema(part.properties)));
  const required = parts.flatMap((part) => [...requiredKeys(part)]);
  const merged: JsonSchema = Object.assign({}, ...parts, { allOf: all.filter((part) => !looksLikeSchema(part)) });
  return Object.keys(properties).length > 0 ? { ...merged, properties, required } : merged;
}
