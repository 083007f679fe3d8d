import type { Hub } from './hub';
import type { PgSql } from './sql';

type Listener = () => void;

/**
 * Whether anybody has an account on this database, known in the process so that no request asks for it, and the word that
 * something about members, sessions or keys has changed. While it is not known, it has to be looked up: nobody is let in meanwhile.
 */
export class AccountsWatch {
  readonly #sql: PgSql;
  readonly #listeners = new Set<Listener>();
  #exist: boolean | undefined;
  #revision = 0;

  constructor({ sql, hub }: { sql: PgSql; hub: Hub }) {
    this.#sql = sql;
    hub.subscribe(({ k }) => {
      if (k === 'accounts' || k === 'resync') this.changed();
    });
  }

  /** Undefined: it has to be looked up. */
  get exist(): boolean | undefined {
    return this.#exist;
  }

  /** Another one than before means that what was known of members and keys may be wrong. */
  get revision(): number {
    return this.#revision;
  }

  async look(): Promise<boolean> {
    const revision = this.#revision;
    const [row] = await this.#sql.$queryRaw<{ exist: boolean }[]>`SELECT EXISTS (SELECT FROM members) AS exist`;
    const exist = row?.exist ?? false;
    // Where there are accounts, some will always be there; where there were none, there may be by now.
    if (exist || revision === this.#revision) this.#exist = exist;
    return exist;
  }

  /** Called when something was changed here, or is said to have been elsewhere. */
  changed(): void {
    this.#revision += 1;
    if (!this.#exist) this.#exist = undefined;
    for (const listener of this.#listeners) listener();
  }

  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
