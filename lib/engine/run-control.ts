/** Lets whoever started a run, or a node of it, ask that it stops after the superstep that is executing. For one run. */
export class RunControl {
  #drain: { reason: string | undefined } | undefined;

  requestDrain(reason?: string): void {
    this.#drain ??= { reason };
  }

  get drainRequested(): boolean {
    return this.#drain !== undefined;
  }

  get drainReason(): string | undefined {
    return this.#drain?.reason;
  }
}
