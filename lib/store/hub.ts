import pg from 'pg';
import { channelsOf, type Hearing, type Notification } from './notification';

export type { Notification } from './notification';

type Listener = (notification: Notification) => void;

export interface Hub {
  /**
   * Returns the function that ends the subscription. With `runId` only what concerns that run is heard, and `resync`: however many
   * wait for other runs, a notification does not pass by them.
   */
  subscribe(listener: Listener, runId?: string): () => void;
}

const FIRST_RETRY_MS = 50;
const LAST_RETRY_MS = 5_000;
/** How often the connection is asked whether it still listens, and how long it may take to answer. */
const CHECK_EVERY_MS = 5_000;
const CONNECT_TIMEOUT_MS = 10_000;

interface HubOptions {
  /** Default: all. */
  hears?: Hearing;
  checkEveryMs?: number;
  /** Told why no connection can be had. */
  onTrouble?: (error: unknown) => void;
}

/** The process's one LISTEN connection, handed on to everyone in the process who wants to know. */
export class PgHub implements Hub {
  readonly #url: string;
  readonly #hears: Hearing;
  readonly #checkEveryMs: number;
  readonly #onTrouble: (error: unknown) => void;
  readonly #listeners = new Set<Listener>();
  readonly #listenersOfRuns = new Map<string, Set<Listener>>();
  #client: pg.Client | undefined;
  #retryTimer: NodeJS.Timeout | undefined;
  #checkTimer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(url: string, { hears = 'all', checkEveryMs = CHECK_EVERY_MS, onTrouble }: HubOptions = {}) {
    this.#url = url;
    this.#hears = hears;
    this.#checkEveryMs = checkEveryMs;
    this.#onTrouble = onTrouble ?? (() => undefined);
  }

  subscribe(listener: Listener, runId?: string): () => void {
    if (runId !== undefined) return this.#subscribeToRun(listener, runId);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #subscribeToRun(listener: Listener, runId: string): () => void {
    if (this.#hears !== 'all') throw new Error('This process does not hear of what becomes of runs.');
    const listeners = this.#listenersOfRuns.get(runId) ?? new Set();
    this.#listenersOfRuns.set(runId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listenersOfRuns.get(runId) === listeners) this.#listenersOfRuns.delete(runId);
    };
  }

  /** Resolves when the connection listens. */
  async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'holdpoint',
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: this.#checkEveryMs,
    });
    // Without a listener the loss of a connection would end the process; `end` follows and is where it is handled.
    client.on('error', () => undefined);
    client.on('notification', ({ payload }) => this.#deliver(payload));
    try {
      await client.connect();
      await client.query(this.#channels.map((channel) => `LISTEN ${channel}`).join('; '));
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    this.#client = client;
    client.once('end', () => this.#reconnect(FIRST_RETRY_MS));
    this.#checkLater(client);
    if (this.#closed) await client.end();
  }

  /** A connection may die without a word, and one that only listens would never notice. */
  #checkLater(client: pg.Client): void {
    this.#checkTimer = setTimeout(() => {
      void isListening(client, this.#channels).then((listens) => {
        if (this.#client !== client) return;
        if (listens) return this.#checkLater(client);
        this.#reconnect(FIRST_RETRY_MS);
        // Not its `end`, which would wait for an answer.
        client.connection.stream.destroy();
      });
    }, this.#checkEveryMs);
    this.#checkTimer.unref();
  }

  get #channels(): string[] {
    return channelsOf(this.#hears);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#checkTimer);
    this.#listeners.clear();
    this.#listenersOfRuns.clear();
    await this.#client?.end();
  }

  #reconnect(delayMs: number): void {
    this.#client = undefined;
    clearTimeout(this.#checkTimer);
    clearTimeout(this.#retryTimer);
    if (this.#closed) return;
    this.#retryTimer = setTimeout(() => {
      this.connect().then(
        () => this.#emit({ k: 'resync' }),
        (error: unknown) => {
          this.#onTrouble(error);
          this.#reconnect(Math.min(delayMs * 2, LAST_RETRY_MS));
        },
      );
    }, delayMs);
    this.#retryTimer.unref();
  }

  #deliver(payload: string | undefined): void {
    if (!payload) return;
    // Only `notify` and the statements of lib/runs and lib/store send on this channel.
    this.#emit(JSON.parse(payload) as Notification);
  }

  #concerned(notification: Notification): Listener[] {
    const all = [...this.#listeners];
    if (notification.k === 'resync')
      return [...all, ...[...this.#listenersOfRuns.values()].flatMap((some) => [...some])];
    return 'r' in notification ? [...all, ...(this.#listenersOfRuns.get(notification.r) ?? [])] : all;
  }

  #emit(notification: Notification): void {
    for (const listener of this.#concerned(notification)) {
      try {
        listener(notification);
      } catch (error) {
        console.error('A listener of the hub threw; the others go on.', error);
      }
    }
  }
}

async function isListening(client: pg.Client, channels: string[]): Promise<boolean> {
  try {
    const { rows } = await client.query<{ channel: string }>('SELECT pg_listening_channels() AS channel');
    return channels.every((name) => rows.some(({ channel }) => channel === name));
  } catch {
    return false;
  }
}
