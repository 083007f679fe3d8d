/** Asks for a task of `node` in the next superstep, with `args` as its whole input. */
export class Send<Node extends string = string, Args = unknown> {
  readonly lg_name = 'Send';

  constructor(
    readonly node: Node,
    readonly args: Args,
  ) {}

  toJSON() {
    return { lg_name: this.lg_name, node: this.node, args: this.args };
  }
}

/** Also true for a Send that came back from storage as a plain object. */
export function isSend(value: unknown): value is Send {
  if (value instanceof Send) return true;
  return (
    typeof value === 'object' && value !== null && 'lg_name' in value && value.lg_name === 'Send' && 'node' in value
  );
}
