import type { Arrival } from '#lib/review/get-waiting';

export interface TellerPorts {
  isAnyTabInFront: () => Promise<boolean>;
  /** Tells of these, in place of what was told before. @returns the way to take it away */
  tell: (arrivals: Arrival[]) => () => void;
}

/** What arrives at once is told of at once. */
export const GATHER_MS = 1000;

/** Gathers what arrives until somebody looks: each telling says all of it, and it is taken away when nothing of it waits any more. */
export class ArrivalTeller {
  readonly #ports: TellerPorts;
  #gathered: Arrival[] = [];
  #waiting: ReadonlySet<string> = new Set();
  #takeAway: () => void = () => {};
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ports: TellerPorts) {
    this.#ports = ports;
  }

  /** @param waiting what waits now, with the arrivals */
  hear(arrivals: Arrival[], waiting: Arrival[]): void {
    this.#waiting = new Set(waiting.map(({ id }) => id));
    if (this.#stillWaiting().length === 0) this.forget();
    if (arrivals.length > 0) void this.#gather(arrivals);
  }

  /** Somebody looks. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#gathered = [];
    this.#takeAway();
    this.#takeAway = () => {};
  }

  #stillWaiting(): Arrival[] {
    return this.#gathered.filter(({ id }) => this.#waiting.has(id));
  }

  async #gather(arrivals: Arrival[]): Promise<void> {
    if (await this.#ports.isAnyTabInFront()) return this.forget();
    const again = new Set(arrivals.map(({ id }) => id));
    this.#gathered = [...this.#gathered.filter(({ id }) => !again.has(id)), ...arrivals];
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#tell(), GATHER_MS);
  }

  async #tell(): Promise<void> {
    // Who has come back meanwhile needs no telling.
    if (await this.#ports.isAnyTabInFront()) return this.forget();
    this.#gathered = this.#stillWaiting();
    if (this.#gathered.length === 0) return;
    this.#takeAway();
    this.#takeAway = this.#ports.tell(this.#gathered);
  }
}
