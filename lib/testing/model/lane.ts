import { type Holdpoint, openHoldpoint } from '#lib/runs/holdpoint';
import { type Database, openDatabase } from '#lib/store/database';
import { Changes } from './changes';
import { Fleet } from './fleet';
import { GRAPH_ID, gatedGraph } from './gated-graph';
import type { Sequence } from './round';
import { World } from './world';

export interface LaneOptions {
  /** The file that is a worker process. */
  entry: string;
  /** A migrated database of its own, with the journal. */
  url: string;
  workers: number;
}

const SERVERS = 3;

/** Plays sequences, one after the other, on workers of its own. */
export class Lane {
  readonly #fleet: Fleet;
  readonly #databases: Database[];
  readonly #servers: Holdpoint[];
  readonly #changes: Changes;

  private constructor(parts: {
    fleet: Fleet;
    databases: Database[];
    servers: Holdpoint[];
    changes: Changes;
  }) {
    this.#fleet = parts.fleet;
    this.#databases = parts.databases;
    this.#servers = parts.servers;
    this.#changes = parts.changes;
  }

  static async open({ entry, url, workers }: LaneOptions): Promise<Lane> {
    const databases = await Promise.all(Array.from({ length: SERVERS }, () => openDatabase({ url, poolSize: 3 })));
    // Here runs are only sent; no node is ever executed.
    const graph = gatedGraph(() => Promise.reject(new Error('This process executes nothing.')));
    const registry = new Map([[GRAPH_ID, { graph, name: GRAPH_ID }]]);
    const servers: Holdpoint[] = [];
    for (const db of databases) servers.push(await openHoldpoint(db, registry));
    const fleet = await Fleet.start({ entry, url, size: workers });
    const changes = new Changes(() => fleet.beat());
    fleet.onChange = () => changes.tell();
    const [first] = databases;
    first?.hub.subscribe(({ k }) => k === 'ping' || changes.tell());
    return new Lane({ fleet, databases, servers, changes });
  }

  /** @throws Mismatch; the workers are new then */
  async play(sequence: Sequence): Promise<void> {
    const setting = { fleet: this.#fleet, servers: this.#servers, changes: this.#changes };
    const world = await World.create(setting, sequence.threads);
    try {
      await world.play(sequence);
    } catch (error) {
      await this.#fleet.renew();
      throw error;
    } finally {
      this.#fleet.free.clear();
    }
  }

  async close(): Promise<void> {
    await this.#fleet.stop();
    await Promise.all(this.#databases.map((db) => db.close()));
  }
}
