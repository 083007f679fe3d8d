import { AsyncResource } from 'node:async_hooks';
import { v4 } from 'uuid';
import { isTrouble } from '#lib/store/database-trouble';
import type { Notification } from '#lib/store/hub';
import { ActiveRuns } from './active-runs';
import type { Claiming, Execution, Host, NewClaim } from './arrivals';
import type { ClaimedRun } from './claimed-run';
import { type ExecutionControl, executeRun } from './execute-run';
import { finishRun, type RunResult } from './finish-run';
import type { Holdpoint } from './holdpoint';
import { busyWorkers, type Claim, claimRuns, DEFAULT_LEASE_MS, expireLeases, renewLeases } from './lease';
import { logger } from './logger';
import { Lookout } from './lookout';
import { LostClaims } from './lost-claims';
import type { EndedRun } from './run-end';
import { observeRun } from './telemetry/observe-run';
import { warnUnlessTrouble } from './warn-unless-trouble';
import { hasDied, newWorkerId } from './worker-id';

export interface WorkerOptions {
  /** Runs executed at the same time. */
  concurrency?: number;
  leaseMs?: number;
}

const DEFAULT_CONCURRENCY = 64;
/** A run whose worker died this often is not tried again. */
const MAX_ATTEMPTS = 3;
/** How soon to look again when the database did not answer. */
const RETRY_MS = 1_000;
/** How many runs one look takes. Places beyond them stay open to what arrives meanwhile. */
const MOST_AT_ONCE = 16;
/** How many locked runs may slip away, to other workers or for good, before a look ends. */
const MAX_WAITS = 10;
/** How long to sleep at most: a process that died between its commit and its word to the others left a run that nobody saw. */
const LONGEST_SLEEP_MS = 30_000;

/**
 * Claims runs and executes them. It acts when it is told that something changed, when a place becomes free that somebody waits
 * for, and when the database says that the next scheduled run or expiring lease is due; it never polls. Without `start()`,
 * tests drive it by `tick()`.
 */
export class Worker implements Host {
  readonly id = newWorkerId();
  readonly #hp: Holdpoint;
  readonly #concurrency: number;
  readonly #leaseMs: number;
  /** What is executed here is the worker's business, and no part of the request that it came with. */
  readonly #own = new AsyncResource('Worker');
  readonly #active = new ActiveRuns();
  /** By lease token: work that may claim a run for us, until we know whether it did. */
  readonly #arriving = new Map<string, Promise<unknown>>();
  readonly #lost: LostClaims;
  #unsubscribe: (() => void) | undefined;
  #close: (() => void) | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #lookout: Lookout | undefined;
  #isDraining = false;
  #hasInherited = false;
  #claiming: Promise<Claim> | undefined;
  /** The last look ended because no place was free. */
  #isFull = false;
  /** Places that are kept for what the look under way may find. */
  #reserved = 0;
  /** Nobody has looked yet, or the last look found as many as it could take: others may be waiting. */
  #mayBeMore = true;
  #nextInMs: number | null = null;
  /** When the leases were renewed the last time, by this process's own clock. */
  #renewedAt = performance.now();

  constructor(hp: Holdpoint, options: WorkerOptions = {}) {
    this.#hp = hp;
    this.#lost = new LostClaims(hp.db, {
      id: this.id,
      tokens: () => this.#active.tokens(),
      answered: () => Promise.all([this.#claiming?.catch(() => undefined), this.#allArrived()]),
    });
    this.#concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
    this.#leaseMs = options.leaseMs ?? DEFAULT_LEASE_MS;
  }

  start(): void {
    this.#lookout = new Lookout(() => this.#lookAround());
    this.#listen();
    this.#close = this.#hp.arrivals.open(this);
    this.#lookout.look();
  }

  /** Not while others may be waiting for the room: then the queue says who is next. */
  receive<Done extends Claiming>(work: (claim: NewClaim) => Promise<Done>): Promise<Done> | undefined {
    if (this.#isDraining || this.#isFull || this.#mayBeMore || this.#free() <= 0) return undefined;
    const claim = { workerId: this.id, token: v4(), leaseMs: this.#leaseMs };
    const received = this.#receive(work, claim);
    this.#arriving.set(
      claim.token,
      received.catch(() => undefined),
    );
    return received;
  }

  async #receive<Done extends Claiming>(work: (claim: NewClaim) => Promise<Done>, claim: NewClaim): Promise<Done> {
    const leasedUntil = this.#leaseEnd();
    try {
      const done = await work(claim);
      if (done.claimed) this.#begin(done.claimed, leasedUntil);
      return done;
    } catch (error) {
      // Without an answer, nobody knows whether the run is there.
      if (isTrouble(error)) void this.#lost.release();
      throw error;
    } finally {
      this.#arriving.delete(claim.token);
      if (this.#isFull) this.#lookout?.look();
    }
  }

  executing(runId: string): Execution | undefined {
    const active = this.#active.find(runId);
    return active && { threadId: active.run.threadId, graphId: active.run.graphId, done: active.done };
  }

  #free(): number {
    return this.#concurrency - this.#active.size - this.#arriving.size - this.#reserved;
  }

  /** Claims what is due, up to the free places, and begins to execute it. @returns how many runs it claimed */
  async tick(): Promise<number> {
    this.#listen();
    // A process that was starved or stopped, or had no database, for a while finds its own leases expired. They are still its own.
    if (performance.now() - this.#renewedAt > this.#leaseMs / 2) await this.#renew();
    let claimed = 0;
    for (let waits = 0; waits <= MAX_WAITS && !this.#isDraining; ) {
      const limit = Math.min(this.#free(), MOST_AT_ONCE);
      this.#isFull = limit <= 0;
      if (this.#isFull) break;
      const { runs, missed } = await this.#take(limit, waits > 0);
      claimed += runs.length;
      if (this.#mayBeMore) continue;
      if (!missed) break;
      waits++;
    }
    return claimed;
  }

  async #take(limit: number, waitsForLocks: boolean): Promise<Claim> {
    const leasedUntil = this.#leaseEnd();
    this.#reserved = limit;
    try {
      const claim = await this.#claim(limit, waitsForLocks);
      for (const run of claim.runs) this.#begin(run, leasedUntil);
      this.#mayBeMore = claim.runs.length === limit;
      this.#nextInMs = claim.nextInMs;
      return claim;
    } catch (error) {
      this.#mayBeMore = true;
      throw error;
    } finally {
      this.#reserved = 0;
    }
  }

  /** Of a lease that is not taken yet, so not before its end in the database. */
  #leaseEnd(): number {
    return performance.now() + this.#leaseMs;
  }

  #claim(limit: number, waitsForLocks: boolean): Promise<Claim> {
    const graphIds = [...this.#hp.graphs.keys()];
    const options = { workerId: this.id, leaseMs: this.#leaseMs, graphIds, limit, waitsForLocks };
    this.#claiming = claimRuns(this.#hp.db, options);
    return this.#claiming;
  }

  /** Resolves when nothing is being executed here. */
  idle(): Promise<void> {
    return this.#active.idle();
  }

  /** Drains: every run stops at its next superstep boundary and goes back to the queue for others. Final. */
  async stop(): Promise<void> {
    this.#isDraining = true;
    this.#close?.();
    await this.#lookout?.stop();
    await this.#allArrived();
    await this.idle();
    clearInterval(this.#heartbeat);
    this.#unsubscribe?.();
  }

  #listen(): void {
    this.#unsubscribe ??= this.#hp.db.hub.subscribe((notification) => this.#hear(notification));
  }

  #hear(notification: Notification): void {
    if (notification.k === 'stop') this.#active.lose((run) => run.id === notification.r);
    if (notification.k === 'resync') void this.#resync();
    if (mayBeWork(notification)) this.#lookout?.look();
  }

  /** @returns milliseconds until the next look, if nothing is heard before */
  async #lookAround(): Promise<number> {
    try {
      if (!this.#hasInherited) await this.#inherit();
      await this.tick();
      return Math.min(this.#nextInMs ?? LONGEST_SLEEP_MS, LONGEST_SLEEP_MS);
    } catch (error) {
      warnUnlessTrouble(error, 'cannot look for runs; trying again');
      return RETRY_MS;
    }
  }

  /** Runs of a worker that has died on this machine need not wait until its leases end. */
  async #inherit(): Promise<void> {
    await expireLeases(this.#hp.db, (await busyWorkers(this.#hp.db)).filter(hasDied));
    this.#hasInherited = true;
  }

  #begin(run: ClaimedRun, leasedUntil: number): void {
    // Our own lease ran out, and we were the first to notice.
    this.#active.lose((other) => other.id === run.id);
    const controller = new AbortController();
    const done = this.#own
      .runInAsyncScope(() => this.#execute(run, { signal: controller.signal, leasedUntil }))
      .catch((error: unknown) => {
        logger().error({ err: error, run_id: run.id }, 'a run was given up; it goes on when its lease expires');
        return undefined;
      })
      .finally(() => {
        this.#active.remove(run);
        if (this.#active.size === 0) this.#rest();
        if (this.#isFull) this.#lookout?.look();
      });
    this.#active.add({ run, controller, done });
    this.#heartbeat ??= setInterval(() => void this.#tryToRenew(), this.#leaseMs / 3);
  }

  #rest(): void {
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
  }

  async #execute(run: ClaimedRun, by: Pick<ExecutionControl, 'signal' | 'leasedUntil'>): Promise<EndedRun | undefined> {
    const isDraining = () => this.#isDraining;
    const result = await observeRun({ db: this.#hp.db, run, workerId: this.id }, (observer) =>
      run.attempt <= MAX_ATTEMPTS ? executeRun(this.#hp, run, { ...by, isDraining, observer }) : this.#giveUp(run),
    );
    return typeof result === 'string' ? undefined : { run, result };
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
    const tokens = this.#active.tokens();
    const askedAt = performance.now();
    if (tokens.length > 0) {
      const valid = await renewLeases(this.#hp.db, tokens, this.#leaseMs);
      this.#active.lose((run) => tokens.includes(run.token) && !valid.has(run.token));
    }
    this.#renewedAt = askedAt;
  }

  async #tryToRenew(): Promise<void> {
    try {
      await this.#renew();
    } catch (error) {
      warnUnlessTrouble(error, 'cannot renew leases; trying again');
    }
  }

  /** The connection was lost for a while: notifications may have passed by, and answers of the database with them. */
  async #resync(): Promise<void> {
    await this.#tryToRenew();
    await this.#lost.release();
  }

  async #allArrived(): Promise<void> {
    await Promise.all(this.#arriving.values());
  }
}

function mayBeWork(notification: Notification): boolean {
  return notification.k === 'work' || notification.k === 'resync';
}
