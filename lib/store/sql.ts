// How statements reach PostgreSQL where every round trip counts: straight on the pool, prepared once per connection. Prisma's
// own client stays for what is not hot. Both take the same templates.
import type pg from 'pg';
import { DatabaseTroubleError, isTrouble } from './database-trouble';
import { Prisma } from './generated/client';
import { type Lanes, needsOwnConnection } from './lanes';
import type { StatementNames } from './statement-names';

/** What the pool, a transaction and Prisma's client have in common. */
export interface Sql {
  $queryRaw<Rows>(strings: TemplateStringsArray, ...values: unknown[]): Promise<Rows>;
  /** @returns the number of rows that were changed */
  $executeRaw(strings: TemplateStringsArray, ...values: unknown[]): Promise<number>;
}

/** One connection's statements between BEGIN and COMMIT. They may be sent without waiting for each other. */
export interface Transaction extends Sql {
  /**
   * Sends the last statements, at once, and COMMIT right behind them. Only for what nobody would undo, whatever the answers are; if
   * a statement fails, PostgreSQL undoes everything as always.
   */
  last<T>(send: () => Promise<T>): Promise<T>;
  /** Has something done when the transaction is committed, and never if it is undone. */
  afterCommit(work: () => void): void;
}

interface Connections {
  /** For transactions, and for what would hold others up. */
  pool: pg.Pool;
  /** For single statements, which share them. */
  lanes: Lanes;
  /** Told of all trouble that statements meet. */
  onTrouble: (error: unknown) => void;
}

/** How far a transaction has come. */
interface Open {
  /** Nothing more may be sent. */
  isOver: boolean;
  /** COMMIT is on its way. */
  committed?: Promise<pg.QueryResult>;
  /** Why the first of its statements failed. All that were sent behind it only say that one did. */
  failure?: unknown;
  afterCommit: (() => void)[];
}

export class PgSql implements Sql {
  readonly #pool: pg.Pool;
  readonly #lanes: Lanes;
  readonly #nameOf: StatementNames;
  readonly #onTrouble: (error: unknown) => void;

  constructor({ pool, lanes, onTrouble }: Connections, nameOf: StatementNames) {
    this.#pool = pool;
    this.#lanes = lanes;
    this.#onTrouble = onTrouble;
    this.#nameOf = nameOf;
  }

  async $queryRaw<Rows>(strings: TemplateStringsArray, ...values: unknown[]): Promise<Rows> {
    // A template says what its rows are; nothing here could know better.
    return (await this.#send(strings, values)).rows as Rows;
  }

  async $executeRaw(strings: TemplateStringsArray, ...values: unknown[]): Promise<number> {
    return (await this.#send(strings, values)).rowCount ?? 0;
  }

  /**
   * Commits what `work` did, or none of it. BEGIN goes out together with the first statement, and so do statements that `work`
   * puts into one Promise.all, in their order.
   */
  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect().catch((error: unknown) => this.#rethrow(error));
    let broken: Error | undefined;
    const open: Open = { isOver: false, afterCommit: [] };
    try {
      const begun = client.query('BEGIN');
      begun.catch(() => undefined);
      const result = await work(this.#on(client, open));
      open.isOver = true;
      await begun;
      const { command } = await (open.committed ?? client.query('COMMIT'));
      // A failed statement that nobody waited for: PostgreSQL has undone everything.
      if (command !== 'COMMIT') throw new Error('A statement of the transaction failed; it was undone.');
      for (const doAfter of open.afterCommit) doAfter();
      return result;
    } catch (error) {
      open.isOver = true;
      await client.query('ROLLBACK').catch((cause: Error) => {
        broken = cause;
      });
      this.#rethrow(error);
    } finally {
      client.release(broken);
    }
  }

  /** What is sent too late, by work that went on after another part of it failed, must not find the connection in other hands. */
  #on(client: pg.PoolClient, open: Open): Transaction {
    const send = async (strings: TemplateStringsArray, values: unknown[]) => {
      if (open.isOver) throw new Error('The transaction is over; this statement came too late.');
      return client.query(this.#statement(strings, values)).catch((error: unknown) => {
        open.failure ??= error;
        throw open.failure;
      });
    };
    return {
      $queryRaw: async <Rows>(strings: TemplateStringsArray, ...values: unknown[]) =>
        (await send(strings, values)).rows as Rows, // as above
      $executeRaw: async (strings, ...values) => (await send(strings, values)).rowCount ?? 0,
      last: (work) => {
        const sent = work();
        open.isOver = true;
        open.committed = client.query('COMMIT');
        open.committed.catch(() => undefined);
        return sent;
      },
      afterCommit: (work) => void open.afterCommit.push(work),
    };
  }

  async #send(strings: TemplateStringsArray, values: unknown[]): Promise<pg.QueryResult> {
    const statement = this.#statement(strings, values);
    try {
      return await this.#lanes.query(statement);
    } catch (error) {
      const rethrow = (thrown: unknown) => this.#rethrow(thrown);
      return needsOwnConnection(error) ? this.#pool.query(statement).catch(rethrow) : rethrow(error);
    }
  }

  #statement(strings: TemplateStringsArray, values: unknown[]): pg.QueryConfig {
    const { text, values: parameters } = Prisma.sql(strings, ...(values as Prisma.Sql[])); // values may be fragments
    const name = this.#nameOf({ sql: text });
    return { text, values: parameters, ...(name && { name }) };
  }

  #rethrow(thrown: unknown): never {
    if (!isTrouble(thrown)) throw thrown;
    const error = thrown instanceof DatabaseTroubleError ? thrown : new DatabaseTroubleError(thrown);
    this.#onTrouble(error);
    throw error;
  }
}
