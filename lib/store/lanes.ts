import pg from 'pg';

/** Two processors' worth of backends, and one more for whoever waits for a disk. */
const LANES = 3;

/**
 * Plans that hold whatever the statistics say: the statements here are look-ups along an index, planned once per connection. One
 * that has to wait for a lock, or that turns out to be slow, gives its place up for those behind it.
 */
const SETTINGS = {
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  // A bitmap scan meets the entries of dead rows again and again; an index scan marks them for the next one.
  enable_bitmapscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  lock_timeout: '100ms',
  statement_timeout: '1s',
};

/** More text than this takes a while to send and to read. */
const LONGEST_TEXT = 100_000;
const LOCK_NOT_AVAILABLE = '55P03';
const QUERY_CANCELED = '57014';

class TooLongError extends Error {}

/** Whether a lane has refused a statement, undone, that a connection of its own can carry out. */
export function needsOwnConnection(error: unknown): boolean {
  if (error instanceof TooLongError) return true;
  return error instanceof pg.DatabaseError && [LOCK_NOT_AVAILABLE, QUERY_CANCELED].includes(error.code ?? '');
}

/**
 * A few connections that carry single statements of many callers, each sent without waiting for the answers to those before it.
 * PostgreSQL finds the next statement at hand when it is done with one, and neither side goes to sleep in between: under load
 * that is most of what a short statement costs.
 */
export class Lanes {
  readonly #lanes: Lane[];

  constructor(options: pg.ClientConfig) {
    this.#lanes = Array.from({ length: LANES }, () => new Lane(options));
  }

  /** @throws an error that `needsOwnConnection` when the statement would hold up the others */
  async query(statement: pg.QueryConfig): Promise<pg.QueryResult> {
    if (lengthOf(statement) > LONGEST_TEXT) throw new TooLongError();
    return this.#lanes.reduce((best, lane) => (lane.load < best.load ? lane : best)).query(statement);
  }

  async close(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.close()));
  }
}

class Lane {
  /** Statements that wait for their answers. */
  load = 0;
  readonly #options: pg.ClientConfig;
  #client: Promise<pg.Client> | undefined;
  #isCorked = false;

  constructor(options: pg.ClientConfig) {
    this.#options = options;
  }

  async query(statement: pg.QueryConfig): Promise<pg.QueryResult> {
    this.load++;
    try {
      const client = await (this.#client ?? this.#connect());
      this.#cork(client);
      return await client.query(statement);
    } finally {
      this.load--;
    }
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    this.#client = undefined;
    await client?.end();
  }

  /** Whoever uses the lane next connects again after a failure. */
  #connect(): Promise<pg.Client> {
    const client = new pg.Client(this.#options);
    const connected = setUp(client);
    const forget = () => {
      if (this.#client === connected) this.#client = undefined;
    };
    connected.catch(forget);
    // What is under way fails by itself; without a listener the loss would end the process.
    client.on('error', forget);
    client.once('end', forget);
    this.#client = connected;
    return connected;
  }

  /** What is sent in one turn of the event loop goes out together. */
  #cork({ connection: { stream } }: pg.Client): void {
    if (this.#isCorked) return;
    this.#isCorked = true;
    stream.cork();
    setImmediate(() => {
      this.#isCorked = false;
      stream.uncork();
    });
  }
}

async function setUp(client: pg.Client): Promise<pg.Client> {
  try {
    await client.connect();
    await client.query(
      Object.entries(SETTINGS)
        .map(([name, value]) => `SET ${name} = '${value}'`)
        .join('; '),
    );
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

function lengthOf({ values = [] }: pg.QueryConfig): number {
  return values.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 0), 0);
}
