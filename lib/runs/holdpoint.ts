import { HoldpointError } from '#lib/errors';
import { graphs } from '#lib/graphs';
import { loadGraphs } from '#lib/langgraph/load-graphs';
import { AccountsWatch } from '#lib/store/accounts-watch';
import { type Database, database } from '#lib/store/database';
import { processWide } from '#lib/store/process-wide';
import { Arrivals } from './arrivals';
import type { GraphEntry, GraphRegistry } from './graph-registry';
import { KnownThreads } from './known-threads';
import { logTrouble } from './log-trouble';
import { ensureSystemAssistants } from './system-assistants';

/** What every operation on threads and runs needs: the database, the graphs offered on it, who executes runs right here, and what is known here. */
export interface Holdpoint {
  readonly db: Database;
  readonly graphs: GraphRegistry;
  readonly arrivals: Arrivals;
  readonly known: KnownThreads;
  readonly accounts: AccountsWatch;
}

/** Binds graphs to a database and makes sure that each graph has its system assistant. */
export async function openHoldpoint(db: Database, registry: GraphRegistry): Promise<Holdpoint> {
  logTrouble(db);
  const accounts = new AccountsWatch(db);
  await Promise.all([ensureSystemAssistants(db, registry), accounts.look()]);
  return { db, graphs: registry, arrivals: new Arrivals(), known: new KnownThreads(), accounts };
}

/** The graphs of lib/graphs, and those of the files that HOLDPOINT_GRAPHS names. */
async function offeredGraphs(): Promise<GraphRegistry> {
  const builtIn = new Map<string, GraphEntry>(Object.entries(graphs));
  const paths = process.env.HOLDPOINT_GRAPHS;
  return paths ? new Map([...builtIn, ...(await loadGraphs(paths, new Set(builtIn.keys())))]) : builtIn;
}

/** The one of this process, on its database and the graphs it offers. A failed start is tried again by the next caller. */
export function holdpoint(): Promise<Holdpoint> {
  const slot = processWide<{ opening?: Promise<Holdpoint> }>('holdpoint', () => ({}));
  slot.opening ??= offeredGraphs()
    .then(async (registry) => openHoldpoint(await database(), registry))
    .catch((error: unknown) => {
      slot.opening = undefined;
      throw error;
    });
  return slot.opening;
}

/** @throws HoldpointError `graph_not_found` */
export function graphOf(hp: Holdpoint, graphId: string): GraphEntry {
  const entry = hp.graphs.get(graphId);
  if (entry) return entry;
  const offered = [...hp.graphs.keys()].join(', ') || 'none';
  throw new HoldpointError(
    'graph_not_found',
    `Graph ${graphId} is not offered by this server; it has: ${offered}. If it is one of a langgraph.json, name that file in HOLDPOINT_GRAPHS.`,
  );
}
