type Write = () => Promise<unknown>;

/**
 * Writes that came before their checkpoint. LangGraph up to 1.4.7 hands a checkpoint over behind the one before it, and lets
 * the tasks of its superstep write meanwhile. Whoever stores the checkpoint takes them along.
 */
export class EarlyWrites {
  readonly #byCheckpoint = new Map<string, Write[]>();

  add(checkpoint: string, write: Write): void {
    this.#byCheckpoint.set(checkpoint, [...(this.#byCheckpoint.get(checkpoint) ?? []), write]);
  }

  take(checkpoint: string): Write[] {
    const writes = this.#byCheckpoint.get(checkpoint) ?? [];
    this.#byCheckpoint.delete(checkpoint);
    return writes;
  }

  /** Those whose checkpoint never came: the store says what is wrong with them. */
  takeAll(): Write[] {
    return [...this.#byCheckpoint.keys()].flatMap((checkpoint) => this.take(checkpoint));
  }
}
