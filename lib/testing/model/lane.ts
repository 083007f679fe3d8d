import { type Holdpoint, openHoldpoint } from '#lib/runs/holdpoint';
import { type Database, openDatabase } from '#lib/store/database';
import { Fleet } from './fleet';
import { gatedGraph } from './gated-graph';
import type { Sequence } from './round';
import { type Changes, World } from './world';

export interface LaneOptions {
  url: string;
  /** Its workers take only runs of this graph, so that lanes share a database and nothing else. */
  graphId: string;
  workers: number;
  /** How long nothing at all may happen before what is missing counts as missing. */
  quietMs: number;
}

const SERVERS = 3;

/** Plays sequences, one after the other, on workers of its own. */
export class Lane {
  readonly #fleet: Fleet;
  readonly #databases: Database[];
  readonly #servers: Holdpoint[];
  readonly #graphId: string;
  readonly #changes: Changed;

  private constructor(parts: {
    fleet: Fleet;
    databases: Database[];
    servers: Holdpoint[];
    graphId: string;
    changes: Changed;
  }) {
    this.#fleet = parts.fleet;
    this.#databases = parts.databases;
    this.#servers = parts.servers;
    this.#graphId = parts.graphId;
    this.#changes = parts.changes;
  }

  static async open({ url, graphId, workers, quietMs }: LaneOptions): Promise<Lane> {
    const databases = await Promise.all(Array.from({ length: SERVERS }, () => openDatabase({ url, poolSize: 3 })));
    const changes = new Changed(quietMs);
    const [first] = databases;
    first?.hub.subscribe(() => changes.tell());
    // Here runs are only sent; no node is ever executed.
    const graph = gatedGraph(() => Promise.reject(new Error('This process executes nothing.')));
    const registry = new Map([[graphId, { graph, name: graphId }]]);
    const servers: Holdpoint[] = [];
    for (const db of databases) servers.push(await openHoldpoint(db, registry));
    const fleet = await Fleet.start({ url, graphId, size: workers, onChange: () => changes.tell() });
    return new Lane({ fleet, databases, servers, graphId, changes });
  }

  /** @throws Mismatch; the workers are new then */
  async play(sequence: Sequence): Promise<void> {
    const setting = { fleet: this.#fleet, graphId: this.#graphId, servers: this.#servers, changes: this.#changes };
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

/** A change that comes while nobody waits is kept for the next wait. */
class Changed implements Changes {
  readonly #quietMs: number;
  #isTold = false;
  #resume: (() => void) | undefined;

  constructor(quietMs: number) {
    this.#quietMs = quietMs;
  }

  tell(): void {
    this.#isTold = true;
    this.#resume?.();
  }

  async next(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    if (!this.#isTold) {
      await new Promise<void>((resolve) => {
        this.#resume = resolve;
        timer = setTimeout(resolve, this.#quietMs);
      });
    }
    clearTimeout(timer);
    const wasTold = this.#isTold;
    this.#isTold = false;
    this.#resume = undefined;
    return wasTold;
  }
}
