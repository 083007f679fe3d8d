// Reads the ways in which an author may declare a state, and turns each into channels.
import {
  type AnnotationRoot,
  type AnnotationSpec,
  isAnnotationRoot,
  type StateType,
  type UpdateType,
} from './annotation';
import { type Channel, type Channels, lastValue, type Reducer, reducedValue, untrackedValue } from './channel';
import { GraphValueError } from './errors';
import { isStandardSchema, jsonSchemaOf, readIssues, type StandardSchema, validateNow } from './standard-schema';
import { StateSchema as StateFields } from './state-fields';
import { stateMetaOf } from './state-meta';
import type { StateValues } from './types';

/** `{ channels: { key: null | { reducer, default } } }`, LangGraph's oldest form. */
export interface ChannelsDeclaration {
  channels: Record<string, ChannelDeclaration>;
}
export type ChannelDeclaration =
  | null
  | Reducer<never>
  | { reducer?: Reducer<never>; value?: Reducer<never> | null; default?: () => unknown };

export type StateDeclaration = AnnotationRoot<AnnotationSpec> | StandardSchema | ChannelsDeclaration;

/** The state that a declaration describes, as nodes read it. A type that declares nothing stands for itself. */
export type StateOf<Declaration> =
  Declaration extends AnnotationRoot<infer Spec>
    ? StateType<Spec>
    : Declaration extends StateFields<infer _>
      ? Declaration['State']
      : Declaration extends StandardSchema<infer _, infer Output>
        ? Output
        : Declaration extends ChannelsDeclaration
          ? StateValues
          : Declaration;

/** What a node may return to change that state. */
export type UpdateOf<Declaration> =
  Declaration extends AnnotationRoot<infer Spec>
    ? UpdateType<Spec>
    : Declaration extends StateFields<infer _>
      ? Declaration['Update']
      : Declaration extends StandardSchema<infer Input, infer _>
        ? Partial<Input>
        : Declaration extends ChannelsDeclaration
          ? StateValues
          : Partial<Declaration>;

export interface StateSchema {
  readonly channels: Channels;
  /** Throws when a value does not fit its key; returns the values as the schema makes them. */
  validate(values: StateValues): StateValues;
  readonly jsonSchema?: Record<string, unknown>;
}

export function readStateSchema(declaration: unknown): StateSchema {
  if (isAnnotationRoot(declaration)) return fromAnnotation(declaration.spec);
  if (declaration instanceof StateFields) return fromFields(declaration.fields, jsonSchemaOfFields(declaration.fields));
  if (isStandardSchema(declaration)) return fromStandardSchema(declaration);
  if (isRecord(declaration) && isRecord(declaration.channels)) return fromChannels(declaration.channels);
  throw new GraphValueError(
    'INVALID_STATE',
    'A state is declared by Annotation.Root({...}), by new StateSchema({...}), by an object schema such as z.object({...}), or by { channels: {...} }.',
  );
}

function fromAnnotation(spec: AnnotationSpec): StateSchema {
  const channels = mapValues(spec, (key) => (typeof key === 'function' ? lastValue() : key.channel));
  return { channels, validate: (values) => values, jsonSchema: untypedObject(channels) };
}

function fromChannels(declarations: Record<string, unknown>): StateSchema {
  const channels = mapValues(declarations, readChannelDeclaration);
  return { channels, validate: (values) => values, jsonSchema: untypedObject(channels) };
}

function readChannelDeclaration(declaration: unknown): Channel {
  if (typeof declaration === 'function') return reducedValue(declaration as Reducer<unknown>); // a function here is a reducer
  if (!isRecord(declaration)) return lastValue();
  const { reducer, value } = declaration;
  const initial = declaration.default as (() => unknown) | undefined; // by ChannelDeclaration
  const reduce = reducer ?? value;
  return typeof reduce === 'function' ? reducedValue(reduce as Reducer<unknown>, initial) : lastValue(initial); // as above
}

function fromStandardSchema(schema: StandardSchema): StateSchema {
  const jsonSchema = jsonSchemaOf(schema);
  return fromFields(fieldsOf(schema, jsonSchema), jsonSchema);
}

function fromFields(fields: Record<string, unknown>, jsonSchema: Record<string, unknown> | undefined): StateSchema {
  return {
    channels: mapValues(fields, channelOfField),
    validate: (values) => ({ ...values, ...validateFields(fields, values) }),
    ...(jsonSchema && { jsonSchema }),
  };
}

function jsonSchemaOfFields(fields: Record<string, unknown>): Record<string, unknown> {
  const schemaOf = (field: unknown) => {
    const meta = isRecord(field) ? stateMetaOf(field) : undefined;
    return jsonSchemaOf(meta?.reducer?.schema ?? meta?.valueSchema ?? field) ?? channelOfField(field).jsonSchema ?? {};
  };
  return { type: 'object', properties: mapValues(fields, schemaOf) };
}

/** An object schema's fields: Zod calls them `shape`, Valibot `entries`; others name them in their JSON Schema. */
function fieldsOf(schema: object, jsonSchema: Record<string, unknown> | undefined): Record<string, unknown> {
  for (const name of ['shape', 'entries']) {
    const fields: unknown = Reflect.get(schema, name);
    if (isRecord(fields)) return fields;
  }
  if (isRecord(jsonSchema?.properties)) return jsonSchema.properties;
  throw new GraphValueError('INVALID_STATE', 'The state schema does not tell its keys; use an object schema.');
}

function channelOfField(field: unknown): Channel {
  const meta = isRecord(field) ? stateMetaOf(field) : undefined;
  const initial = meta?.default ?? defaultOfField(meta?.valueSchema ?? field);
  if (meta?.isUntracked) return untrackedValue(initial);
  return meta?.reducer ? reducedValue(meta.reducer.fn, initial) : lastValue(initial);
}

/** A field that accepts `undefined` and makes a value of it has a default. */
function defaultOfField(field: unknown): (() => unknown) | undefined {
  if (!isStandardSchema(field)) return undefined;
  const parse = () => validateNow<unknown>(field, undefined);
  const result = parse();
  if (result.issues || result.value === undefined) return undefined;
  return () => {
    const again = parse();
    return again.issues ? undefined : again.value;
  };
}

function validateFields(fields: Record<string, unknown>, values: StateValues): StateValues {
  const validated: StateValues = {};
  const problems: string[] = [];
  for (const [key, value] of Object.entries(values)) {
    const field = fields[key];
    const meta = isRecord(field) ? stateMetaOf(field) : undefined;
    const schema = meta?.reducer ? meta.reducer.schema : (meta?.valueSchema ?? field);
    if (!isStandardSchema(schema)) continue;
    const result = validateNow<unknown>(schema, value);
    if (!result.issues) validated[key] = result.value;
    else
      problems.push(...readIssues(result.issues).map(({ path, message }) => `${[key, ...path].join('.')}: ${message}`));
  }
  if (problems.length === 0) return validated;
  throw new GraphValueError('INVALID_INPUT', `The input does not fit the graph's schema. ${problems.join('; ')}`);
}

function untypedObject(channels: Channels): Record<string, unknown> {
  return { type: 'object', properties: mapValues(channels, (channel) => channel.jsonSchema ?? {}) };
}

function mapValues<Value, Mapped>(
  record: Record<string, Value>,
  map: (value: Value) => Mapped,
): Record<string, Mapped> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
