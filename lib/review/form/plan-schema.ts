import { t } from '#lib/language/gettext';
import { isRecord } from '#lib/runs/is-record';
import type { ArrayPlan, FieldPlan, FormPlan, Option, TextFormat } from './form-plan';
import { labelOf } from './label-of';
import { planEnumDecision, planVariants } from './plan-decision';
import { asSchema, isNullable, type JsonSchema, mergeParts, requiredKeys, resolveRef, typeOf } from './read-schema';

/** Deeper than this, a form is harder to read than JSON. */
const MAX_DEPTH = 3;

export interface SchemaContext {
  root: JsonSchema;
  depth: number;
}

/** The form for a JSON Schema; what it cannot show as fields it asks for as JSON. */
export function planSchema(schema: JsonSchema, context: SchemaContext = { root: schema, depth: 0 }): FormPlan {
  const resolved = mergeParts(resolveRef(schema, context.root), context.root);
  if ('const' in resolved) return { kind: 'constant', value: resolved.const };
  if (Array.isArray(resolved.enum)) return planEnum(resolved, resolved.enum);
  const branches = resolved.oneOf ?? resolved.anyOf;
  if (Array.isArray(branches)) return planBranches(branches.map(asSchema), resolved, context);
  switch (typeOf(resolved)) {
    case 'string':
      return planText(resolved);
    case 'number':
      return { kind: 'number', integer: false, initial: numberOr(resolved.default) };
    case 'integer':
      return { kind: 'number', integer: true, initial: numberOr(resolved.default) };
    case 'boolean':
      return { kind: 'choice', options: yesOrNo(), initial: resolved.default };
    case 'array':
      return planArray(resolved, context);
    case 'object':
      return planObject(resolved, context);
    default:
      return { kind: 'json', initial: resolved.default };
  }
}

const yesOrNo = (): Option[] => [
  { value: true, label: t`Yes` },
  { value: false, label: t`No` },
];

function planEnum(schema: JsonSchema, values: unknown[]): FormPlan {
  const names = Array.isArray(schema.enumNames) ? schema.enumNames : [];
  const options = values
    .filter((value) => value !== null)
    .map((value, index) => ({ value, label: nameOf(value, names[index]) }));
  return { kind: 'choice', options, initial: schema.default };
}

function planBranches(branches: JsonSchema[], schema: JsonSchema, context: SchemaContext): FormPlan {
  const solid = branches
    .map((branch) => resolveRef(branch, context.root))
    .filter((branch) => typeOf(branch) !== 'null');
  const [only] = solid;
  if (solid.length === 1 && only) return planSchema({ default: schema.default, ...only }, context);
  if (solid.length > 0 && solid.every((branch) => 'const' in branch)) {
    return { kind: 'choice', options: solid.map(constOption), initial: schema.default };
  }
  const fields = (branch: JsonSchema) => planFields(branch, context);
  return planVariants(solid, fields) ?? { kind: 'json', initial: schema.default };
}

function constOption(branch: JsonSchema): Option {
  return { value: branch.const, label: nameOf(branch.const, branch.title), description: stringOr(branch.description) };
}

function planArray(schema: JsonSchema, context: SchemaContext): FormPlan {
  if (!isRecord(schema.items) || Array.isArray(schema.prefixItems)) return { kind: 'json', initial: schema.default };
  const item = planSchema(schema.items, { ...context, depth: context.depth + 1 });
  if (item.kind === 'choice' && schema.uniqueItems !== false) {
    return {
      kind: 'choices',
      options: item.options,
      initial: Array.isArray(schema.default) ? schema.default : undefined,
    };
  }
  // A list that starts with items is easier to change as JSON than to rebuild.
  if (item.kind === 'json' || (Array.isArray(schema.default) && schema.default.length > 0)) {
    return { kind: 'json', initial: schema.default };
  }
  return { kind: 'array', item, itemLabel: stringOr(schema.items.title) ?? t`Item` } satisfies ArrayPlan;
}

function planObject(schema: JsonSchema, context: SchemaContext): FormPlan {
  const fields = planFields(schema, context);
  if (fields.length === 0 || context.depth >= MAX_DEPTH) return { kind: 'json', initial: schema.default };
  return planEnumDecision(schema, fields) ?? { kind: 'object', fields };
}

function planFields(schema: JsonSchema, context: SchemaContext): FieldPlan[] {
  const properties = isRecord(schema.properties) ? schema.properties : {};
  const required = requiredKeys(schema);
  const defaults = isRecord(schema.default) ? schema.default : {};
  return Object.entries(properties).map(([key, property]) => {
    const own = resolveRef(asSchema(property), context.root);
    const withDefault = key in defaults ? { ...own, default: defaults[key] } : own;
    return {
      key,
      label: stringOr(own.title) ?? labelOf(key),
      hint: stringOr(own.description),
      required: required.has(key),
      isNullable: isNullable(own),
      plan: planSchema(withDefault, { ...context, depth: context.depth + 1 }),
    };
  });
}

function planText(schema: JsonSchema): FormPlan {
  const mayBeEmpty = schema.default === '' || schema.minLength === 0;
  const isSecret = schema.format === 'password' || schema.writeOnly === true || undefined;
  return { kind: 'text', format: textFormat(schema), mayBeEmpty, isSecret, initial: stringOr(schema.default) };
}

function textFormat(schema: JsonSchema): TextFormat {
  const { format, maxLength, contentMediaType, default: initial } = schema;
  if (format === 'date' || format === 'date-time' || format === 'email' || format === 'uri') return format;
  const long = typeof maxLength === 'number' && maxLength > 200;
  const longDefault = typeof initial === 'string' && (initial.length > 60 || initial.includes('\n'));
  return long || longDefault || format === 'textarea' || typeof contentMediaType === 'string' ? 'multiline' : 'plain';
}

function nameOf(value: unknown, given: unknown): string {
  if (typeof given === 'string') return given;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function stringOr(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function numberOr(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
