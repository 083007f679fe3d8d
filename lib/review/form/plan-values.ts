import { isRecord } from '#lib/runs/is-record';
import { sameJson } from '../same-json';
import { readDraft } from './draft';
import { fillDraft } from './fill-draft';
import type { FieldPlan, FormPlan, ObjectPlan } from './form-plan';
import { inferSchema } from './infer-schema';
import { labelOf } from './label-of';
import { planSchema } from './plan-schema';
import { asSchema, type JsonSchema, looksLikeSchema, requiredKeys } from './read-schema';

/** The form for a graph's first input: a field for each of the schema's; null when the schema names none. */
export function planInput(schema: JsonSchema | null): ObjectPlan | null {
  const properties = asSchema(schema?.properties);
  const required = requiredKeys(schema ?? {});
  const fields = Object.keys(properties).map((key) =>
    isTyped(properties[key]) ? typedField(asSchema(schema), key) : untypedField(key, required.has(key)),
  );
  return fields.length > 0 ? { kind: 'object', fields } : null;
}

/**
 * The form for a state as it stands: a field for each key that has a value or that the schema names. What the schema leaves open
 * takes the type of the value. A value that its field cannot show completely is edited as JSON.
 */
export function planState(schema: JsonSchema | null, values: Record<string, unknown>): ObjectPlan {
  const properties = asSchema(schema?.properties);
  const keys = [...new Set([...Object.keys(properties), ...Object.keys(values)])];
  return { kind: 'object', fields: keys.map((key) => stateField({ schema: asSchema(schema), key, values })) };
}

interface StateField {
  schema: JsonSchema;
  key: string;
  values: Record<string, unknown>;
}

function stateField({ schema, key, values }: StateField): FieldPlan {
  const own = asSchema(schema.properties)[key];
  if (!(key in values))
    return isTyped(own) ? { ...typedField(schema, key), required: false } : untypedField(key, false);
  const field = isTyped(own) ? typedField(schema, key) : inferredField(key, values[key]);
  const shown = readDraft(field.plan, fillDraft(field.plan, values[key]));
  const isComplete = shown.errors.length === 0 && sameJson(shown.value, values[key]);
  return { ...field, required: true, plan: isComplete ? field.plan : { kind: 'json' } };
}

/** Planned within its schema, whose definitions it may refer to. */
function typedField(schema: JsonSchema, key: string): FieldPlan {
  const required = requiredKeys(schema).has(key) ? [key] : [];
  const plan = planSchema({ ...schema, properties: { [key]: asSchema(schema.properties)[key] }, required });
  const [field] = plan.kind === 'object' ? plan.fields : [];
  return field ?? { key, label: labelOf(key), required: required.length > 0, plan: { kind: 'json' } };
}

function inferredField(key: string, value: unknown): FieldPlan {
  const plan: FormPlan = isRecord(value) || Array.isArray(value) ? { kind: 'json' } : planSchema(inferSchema(value));
  return { key, label: labelOf(key), required: true, plan };
}

function untypedField(key: string, required: boolean): FieldPlan {
  return { key, label: labelOf(key), required, plan: { kind: 'freeform' } };
}

function isTyped(schema: unknown): boolean {
  return looksLikeSchema(schema) || (isRecord(schema) && (typeof schema.$ref === 'string' || 'const' in schema));
}
