import { v4 } from 'uuid';
import { DueTimer } from '../due-timer';
import type { Holdpoint } from '../holdpoint';
import { logger } from '../logger';
import { type SenderOptions, sendDelivery } from './send-delivery';
import { dropDelivery, settleDelivery } from './settle-delivery';
import { msUntilDelivery, type TakenDelivery, takeDeliveries } from './take-deliveries';

/** Requests that a process has under way, and those of them to one target: one that is slow must not hold up the others. */
const MOST_REQUESTS = 32;
const MOST_TO_ONE_TARGET = 4;

/**
 * Sends what is due to webhooks. As many processes as you like may; each try is one process's. Without `start()`, tests drive it by
 * `tick()` and `idle()`.
 */
export class WebhookSender {
  readonly #hp: Holdpoint;
  readonly #options: SenderOptions;
  readonly #timer: DueTimer;
  readonly #underWay = new Map<string, { target: string; done: Promise<void> }>();

  constructor(hp: Holdpoint, options: SenderOptions) {
    this.#hp = hp;
    this.#options = options;
    this.#timer = new DueTimer(hp.db, {
      name: 'webhooks',
      tick: (signal) => this.#beginDue(signal),
      msUntilDue: () => this.#msUntilDue(),
      concerns: ({ k }) => k === 'delivery',
    });
  }

  start(): void {
    this.#timer.start();
  }

  /** Begins what is due. @returns how many deliveries it took */
  tick(): Promise<number> {
    return this.#timer.tick();
  }

  /** Resolves when nothing is being sent here. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all([...this.#underWay.values()].map(({ done }) => done));
  }

  /** Ends after the requests that are under way. Final. */
  async stop(): Promise<void> {
    await this.#timer.stop();
    await this.idle();
  }

  async #beginDue(signal: AbortSignal): Promise<number> {
    let begun = 0;
    for (let free = this.#free(); free > 0 && !signal.aborted; free = this.#free()) {
      const taken = await takeDeliveries(this.#hp.db.sql, { limit: free, except: this.#busyTargets() });
      for (const delivery of taken) this.#begin(delivery);
      begun += taken.length;
      if (taken.length === 0) break;
    }
    return begun;
  }

  async #msUntilDue(): Promise<number | null> {
    // The end of a request makes it look again.
    return this.#free() > 0 ? msUntilDelivery(this.#hp.db.sql, this.#busyTargets()) : null;
  }

  #free(): number {
    return MOST_REQUESTS - this.#underWay.size;
  }

  #busyTargets(): string[] {
    const targets = [...this.#underWay.values()].map(({ target }) => target);
    return targets.filter((target) => targets.filter((other) => other === target).length >= MOST_TO_ONE_TARGET);
  }

  #begin(delivery: TakenDelivery): void {
    const key = v4();
    const done = this.#deliver(delivery)
      // It is due again when its lease has ended.
      .catch((error: unknown) => logger().warn({ err: error, delivery_id: delivery.id }, 'a webhook could not be told'))
      .finally(() => {
        this.#underWay.delete(key);
        this.#timer.call();
      });
    this.#underWay.set(key, { target: delivery.target, done });
  }

  async #deliver(delivery: TakenDelivery): Promise<void> {
    const sent = await sendDelivery(this.#hp, delivery, this.#options);
    if (sent) await settleDelivery(this.#hp.db, { delivery, ...sent });
    else await dropDelivery(this.#hp.db, delivery);
  }
}
