import { v7 } from 'uuid';
import { LeaseLostError } from '#lib/errors';
import type { Notification } from '#lib/store/hub';
import { executeRun } from './execute-run';
import { finishRun, type RunResult } from './finish-run';
import type { Holdpoint } from './holdpoint';
import { type ClaimedRun, claimRun, DEFAULT_LEASE_MS, isAnyRunDue, msUntilNextDue, renewLeases } from './lease';
import { logger } from './logger';
import { observeRun } from './telemetry/observe-run';

export interface WorkerOptions {
  /** Runs executed at the same time. */
  concurrency?: number;
  leaseMs?: number;
}

interface ActiveRun {
  run: ClaimedRun;
  controller: AbortController;
  done: Promise<void>;
}

const DEFAULT_CONCURRENCY = 16;
/** A run whose worker died this often is not tried again. */
const MAX_ATTEMPTS = 3;
/** How soon to look again when the database did not answer. */
const RETRY_MS = 1_000;
/** How many locked runs may slip away, to other workers or for good, before a look ends. */
const MAX_WAITS = 10;
/** setTimeout takes no more than 31 bits of milliseconds. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Claims runs and executes them. It acts when it is told that something changed, when one of its runs ends, and when the
 * database says that the next scheduled run or expiring lease is due; it never polls. Without `start()`, tests drive it by
 * `tick()`.
 */
export class Worker {
  readonly id = v7();
  readonly #hp: Holdpoint;
  readonly #concurrency: number;
  readonly #leaseMs: number;
  readonly #active = new Map<string, ActiveRun>();
  #unsubscribe: (() => void) | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #dueTimer: NodeJS.Timeout | undefined;
  #isStarted = false;
  #isDraining = false;
  #looking: Promise<void> | undefined;
  #lookAgain = false;

  constructor(hp: Holdpoint, options: WorkerOptions = {}) {
    this.#hp = hp;
    this.#concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
    this.#leaseMs = options.leaseMs ?? DEFAULT_LEASE_MS;
  }

  start(): void {
    this.#isStarted = true;
    this.#listen();
    this.#look();
  }

  /** Claims what is due, up to the free places, and begins to execute it. @returns how many runs it claimed */
  async tick(): Promise<number> {
    this.#listen();
    let claimed = 0;
    while (!this.#isDraining && this.#active.size < this.#concurrency) {
      const run = await this.#claim();
      if (!run) break;
      claimed++;
      this.#begin(run);
    }
    return claimed;
  }

  async #claim(): Promise<ClaimedRun | null> {
    const { db } = this.#hp;
    const options = { workerId: this.id, leaseMs: this.#leaseMs, graphIds: [...this.#hp.graphs.keys()] };
    let run = await claimRun(db, options);
    for (let waits = 0; !run && waits < MAX_WAITS && (await isAnyRunDue(db, options.graphIds)); waits++) {
      run = await claimRun(db, { ...options, waitsForLocks: true });
    }
    return run;
  }

  /** Resolves when nothing is being executed here. */
  async idle(): Promise<void> {
    while (this.#active.size > 0) await Promise.all([...this.#active.values()].map((active) => active.done));
  }

  /** Drains: every run stops at its next superstep boundary and goes back to the queue for others. Final. */
  async stop(): Promise<void> {
    this.#isDraining = true;
    clearTimeout(this.#dueTimer);
    await this.#looking;
    await this.idle();
    clearInterval(this.#heartbeat);
    this.#unsubscribe?.();
  }

  #listen(): void {
    this.#unsubscribe ??= this.#hp.db.hub.subscribe((notification) => this.#hear(notification));
  }

  #hear(notification: Notification): void {
    if (notification.k === 'stop') this.#lose(notification.r);
    if (notification.k === 'resync') void this.#renew();
    if (notification.k === 'work' || notification.k === 'resync') this.#look();
  }

  /** Ticks once more, however often it is called meanwhile. */
  #look(): void {
    if (!this.#isStarted || this.#isDraining) return;
    this.#lookAgain = true;
    this.#looking ??= this.#lookUntilDone().finally(() => {
      this.#looking = undefined;
    });
  }

  async #lookUntilDone(): Promise<void> {
    while (this.#lookAgain && !this.#isDraining) {
      this.#lookAgain = false;
      try {
        await this.tick();
        this.#wakeIn(await msUntilNextDue(this.#hp.db, this.id));
      } catch (error) {
        logger().warn({ err: error }, 'cannot look for runs; trying again');
        this.#wakeIn(RETRY_MS);
      }
    }
  }

  #wakeIn(ms: number | null): void {
    clearTimeout(this.#dueTimer);
    if (ms === null || this.#isDraining) return;
    this.#dueTimer = setTimeout(() => this.#look(), Math.min(Math.ceil(ms) + 1, MAX_TIMER_MS));
  }

  #begin(run: ClaimedRun): void {
    const controller = new AbortController();
    const done = this.#execute(run, controller.signal)
      .catch((error: unknown) =>
        logger().error({ err: error, run_id: run.id }, 'a run was given up; it goes on when its lease expires'),
      )
      .finally(() => {
        this.#active.delete(run.id);
        if (this.#active.size === 0) this.#rest();
        this.#look();
      });
    this.#active.set(run.id, { run, controller, done });
    this.#heartbeat ??= setInterval(() => void this.#renew(), this.#leaseMs / 3);
  }

  #rest(): void {
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
  }

  async #execute(run: ClaimedRun, signal: AbortSignal): Promise<void> {
    const isDraining = () => this.#isDraining;
    return observeRun({ db: this.#hp.db, run, workerId: this.id }, (observer) =>
      run.attempt <= MAX_ATTEMPTS ? executeRun(this.#hp, run, { signal, isDraining, observer }) : this.#giveUp(run),
    );
  }

  async #giveUp(run: ClaimedRun): Promise<RunResult> {
    const message = `The worker that executed this run died ${MAX_ATTEMPTS} times; it is not tried again. Retry it once the cause is mended.`;
    const result: RunResult = {
      status: 'error',
      stopReason: 'error',
      error: { error: 'WorkerDied', message },
      asked: [],
    };
    await finishRun(this.#hp, run, result);
    return result;
  }

  async #renew(): Promise<void> {
    const runs = [...this.#active.values()].map((active) => active.run);
    if (runs.length === 0) return;
    try {
      const valid = await renewLeases(
        this.#hp.db,
        runs.map((run) => run.token),
        this.#leaseMs,
      );
      for (const run of runs) if (!valid.has(run.token)) this.#lose(run.id, run.token);
    } catch (error) {
      logger().warn({ err: error }, 'cannot renew leases; trying again');
    }
  }

  /** The run was taken away: what its nodes still do is wasted, and what they write matches nothing. */
  #lose(runId: string, token?: string): void {
    const active = this.#active.get(runId);
    if (active && (token === undefined || token === active.run.token))
      active.controller.abort(new LeaseLostError(runId));
  }
}
