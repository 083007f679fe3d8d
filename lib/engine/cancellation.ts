/**
 * Whether something is to stop, and why. It stops with whatever is around it. What the engine itself asks costs next to nothing;
 * the AbortSignal is made only when a node wants one, because signals that follow each other cost more than a superstep.
 */
export class Cancellation {
  private own: { readonly reason: unknown } | undefined;
  private listeners: Set<() => void> | undefined;
  private controller: AbortController | undefined;
  private made: AbortSignal | undefined;

  constructor(
    private readonly outer: readonly Cancellation[] = [],
    /** A caller's signal that it follows too. */
    private readonly given?: AbortSignal,
  ) {}

  get isAborted(): boolean {
    if (this.own || this.given?.aborted) return true;
    for (const outer of this.outer) if (outer.isAborted) return true;
    return false;
  }

  get reason(): unknown {
    if (this.own) return this.own.reason;
    if (this.given?.aborted) return this.given.reason;
    return this.outer.find((outer) => outer.isAborted)?.reason;
  }

  throwIfAborted(): void {
    if (this.isAborted) throw this.reason;
  }

  abort(reason: unknown): void {
    if (this.isAborted) return;
    this.own = { reason };
    this.controller?.abort(reason);
    for (const listener of [...(this.listeners ?? [])]) listener();
  }

  /** Aborts with `makeError()` after `ms`, if there are any. @returns what to call when the time no longer counts */
  abortAfter(ms: number | undefined, makeError: () => Error): () => void {
    if (ms === undefined) return () => {};
    const timer = setTimeout(() => this.abort(makeError()), ms);
    return () => clearTimeout(timer);
  }

  /** @returns what to call when nobody listens any more */
  onAbort(listener: () => void): () => void {
    this.listeners ??= new Set();
    this.listeners.add(listener);
    this.given?.addEventListener('abort', listener, { once: true });
    const stops = this.outer.map((outer) => outer.onAbort(listener));
    return () => {
      this.listeners?.delete(listener);
      this.given?.removeEventListener('abort', listener);
      for (const stop of stops) stop();
    };
  }

  /** For code that knows nothing of the engine. Always the same one. */
  get signal(): AbortSignal {
    this.made ??= this.makeSignal();
    return this.made;
  }

  /** Whether `signal` was handed out here. */
  owns(signal: AbortSignal | undefined): boolean {
    return signal !== undefined && signal === this.made;
  }

  private makeSignal(): AbortSignal {
    this.controller = new AbortController();
    if (this.own) this.controller.abort(this.own.reason);
    const followed = this.outer.map((outer) => outer.signal);
    if (this.given) followed.push(this.given);
    return followed.length === 0 ? this.controller.signal : AbortSignal.any([this.controller.signal, ...followed]);
  }
}
