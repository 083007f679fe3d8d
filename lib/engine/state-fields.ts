import type { Reducer } from './channel';
import type { Message } from './message';
import { type MessagesUpdate, MessagesZodMeta } from './messages-reducer';
import type { Overwrite } from './overwrite';
import type { StandardSchema } from './standard-schema';
import { withLangGraph } from './state-meta';

type Output<Schema> = Schema extends StandardSchema<infer _, infer Value> ? Value : unknown;
type Input<Schema> = Schema extends StandardSchema<infer Given, infer _> ? Given : unknown;

export interface ReducedValueOptions<Value, Update> {
  reducer: (current: Value, update: Update) => Value;
  /** Of one write, when it is another than that of the value. */
  inputSchema?: StandardSchema<unknown, Update>;
}

/** A field of a `StateSchema` whose writes are combined. */
export class ReducedValue<Value = unknown, Update = Value> {
  declare readonly ValueType: Value;
  declare readonly UpdateType: Update;

  constructor(
    readonly valueSchema: StandardSchema<unknown, Value>,
    { reducer, inputSchema = valueSchema as StandardSchema<unknown, never> }: ReducedValueOptions<Value, Update>,
  ) {
    // The schemas say what the reducer will be given.
    withLangGraph(this, { reducer: { fn: reducer as Reducer<unknown>, schema: inputSchema }, valueSchema });
  }
}

/** A field that no checkpoint keeps. */
export class UntrackedValue<Value = unknown> {
  declare readonly ValueType: Value;

  constructor(readonly schema?: StandardSchema<unknown, Value>) {
    withLangGraph(this, { isUntracked: true, ...(schema && { valueSchema: schema }) });
  }
}

export type StateField = StandardSchema | ReducedValue<never, never> | UntrackedValue<never>;

type ValueOf<Field> =
  Field extends ReducedValue<infer Value, infer _>
    ? Value
    : Field extends UntrackedValue<infer Value>
      ? Value
      : Output<Field>;
type UpdateOf<Field> =
  Field extends ReducedValue<infer Value, infer Update>
    ? Update | Overwrite<Value>
    : Field extends UntrackedValue<infer Value>
      ? Value
      : Input<Field>;

/** A state whose fields are schemas of any library, some with a reducer: `new StateSchema({ name: z.string(), ... })`. */
export class StateSchema<Fields extends Record<string, unknown> = Record<string, unknown>> {
  /** For `typeof MyState.State`; there is no value behind it. */
  declare readonly State: { [Key in keyof Fields]: ValueOf<Fields[Key]> };
  declare readonly Update: { [Key in keyof Fields]?: UpdateOf<Fields[Key]> };

  constructor(readonly fields: Fields) {}
}

/** A field of messages, which are added by `messagesStateReducer`. */
export const MessagesValue = withLangGraph(
  Object.create(ReducedValue.prototype) as ReducedValue<Message[], MessagesUpdate>, // the reducer checks what it is given
  MessagesZodMeta,
);
