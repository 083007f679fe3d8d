import type { Client } from '@langchain/langgraph-sdk';

/** A server under measurement, in a process of its own. */
export interface BenchServer {
  name: string;
  client: Client;
  /** Of its screens; undefined where it has none. */
  url?: string;
  /** As a crash does; then starts it again on the same data and the same port. */
  crash(): Promise<void>;
  /** Starts one more process that executes runs. @returns how to stop it; undefined where there can be but one */
  addWorker?: () => Promise<() => Promise<void>>;
  /** The longest time that its event loop stood still since the last call. */
  longestStallMs(): Promise<number>;
  remove(): Promise<void>;
  /** The address of its database; undefined where it has none. */
  databaseUrl?: string;
}
