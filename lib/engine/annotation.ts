import { type Channel, lastValue, type Reducer, reducedValue } from './channel';
import type { Overwrite } from './overwrite';

export interface ReducerOptions<Value, Update = Value> {
  reducer: Reducer<Value, Update>;
  default?: () => Value;
}

/** LangGraph.js's older name for the reducer. */
interface OlderReducerOptions<Value, Update> {
  value: Reducer<Value, Update>;
  default?: () => Value;
}

/** One key of a state: its types, and the channel that holds it. */
export interface AnnotatedKey<Value = unknown, Update = Value> {
  readonly ValueType: Value;
  readonly UpdateType: Update;
  readonly channel: Channel;
}

/** `Annotation<string>` without a call is a key too: the latest write is its value. */
export type AnnotationSpec = Record<string, AnnotatedKey | ((...args: never[]) => AnnotatedKey)>;
type ValueOf<Key> =
  Key extends AnnotatedKey<infer Value, infer _>
    ? Value
    : Key extends (...args: never[]) => AnnotatedKey<infer Value, infer _>
      ? Value
      : never;
type UpdateOf<Key> =
  Key extends AnnotatedKey<infer Value, infer Update>
    ? Update | Overwrite<Value>
    : Key extends (...args: never[]) => AnnotatedKey<infer Value, infer Update>
      ? Update | Overwrite<Value>
      : never;

export type StateType<Spec> = { [Key in keyof Spec]: ValueOf<Spec[Key]> };
export type UpdateType<Spec> = { [Key in keyof Spec]?: UpdateOf<Spec[Key]> };

export interface AnnotationRoot<Spec = AnnotationSpec> {
  readonly lc_graph_name: 'AnnotationRoot';
  readonly spec: Spec;
  /** For `typeof MyState.State`; there is no value behind it. */
  readonly State: StateType<Spec>;
  readonly Update: UpdateType<Spec>;
}

function annotate<Value>(): AnnotatedKey<Value>;
function annotate<Value, Update = Value>(
  options: ReducerOptions<Value, Update> | OlderReducerOptions<Value, Update>,
): AnnotatedKey<Value, Update>;
function annotate(
  options: Partial<ReducerOptions<unknown> & OlderReducerOptions<unknown, unknown>> = {},
): AnnotatedKey {
  const reducer = options.reducer ?? options.value;
  const channel = reducer ? reducedValue(reducer, options.default) : lastValue();
  return { channel } as AnnotatedKey; // ValueType and UpdateType exist for the type checker only
}

function root<Spec extends AnnotationSpec>(spec: Spec): AnnotationRoot<Spec> {
  return { lc_graph_name: 'AnnotationRoot', spec } as unknown as AnnotationRoot<Spec>; // State and Update: types only
}

/** Declares a key of the state: `Annotation<string>()`, or `Annotation<string[]>({ reducer, default })`. */
export const Annotation = Object.assign(annotate, { Root: root });

export function isAnnotationRoot(value: unknown): value is AnnotationRoot {
  return (
    typeof value === 'object' && value !== null && 'lc_graph_name' in value && value.lc_graph_name === 'AnnotationRoot'
  );
}
