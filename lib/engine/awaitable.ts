/** What is there at once, or comes later. Where nothing has to be waited for, the engine makes no promise. */
export type Awaitable<Value> = Value | Promise<Value>;

/** What follows a value, at once if the value is there. */
export function after<Value, Next>(value: Awaitable<Value>, next: (value: Value) => Awaitable<Next>): Awaitable<Next> {
  return value instanceof Promise ? value.then(next) : next(value);
}
