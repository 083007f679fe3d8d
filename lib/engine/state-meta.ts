import type { Reducer } from './channel';

/** What a field of an object schema cannot say by itself: how writes combine, and what it is before the first one. */
export interface StateMeta {
  reducer?: {
    fn: Reducer<unknown>;
    /** Schema of one write, when it differs from the field's own. */
    schema?: unknown;
  };
  default?: () => unknown;
  /** Of the field, when it is no schema itself. */
  valueSchema?: unknown;
  /** No checkpoint keeps it. */
  isUntracked?: boolean;
}

const metas = new WeakMap<object, StateMeta>();

/** For Zod: `z.array(z.string()).register(registry, { reducer: { fn }, default })`. */
export const registry = {
  add<Schema extends object>(schema: Schema, meta: StateMeta): void {
    metas.set(schema, meta);
  },
  get: (schema: object): StateMeta | undefined => metas.get(schema),
  has: (schema: object): boolean => metas.has(schema),
};

/** The same for any schema library: `withLangGraph(schema, { reducer: { fn }, default })` returns the schema itself. */
export function withLangGraph<Schema extends object>(schema: Schema, meta: StateMeta): Schema {
  metas.set(schema, meta);
  return schema;
}

export function stateMetaOf(schema: object): StateMeta | undefined {
  return metas.get(schema);
}
