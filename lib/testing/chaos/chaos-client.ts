import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@langchain/langgraph-sdk';
import type { ChaosValues, GraphName, Pace } from './graphs';
import type { Operation, Outcome, Strategy } from './operation';
import type { Random } from './random';

export interface ChaosThread {
  id: string;
  graph: GraphName;
}

export interface NewRun {
  kind: 'create' | 'stream' | 'wait';
  thread: ChaosThread;
  strategy: Strategy;
  onPendingInterrupt: 'allow' | 'reject' | 'enqueue';
  afterSeconds?: number;
  /** Absent: the run brings no input (`null`), and goes on from where the thread is. */
  pace?: Pace;
}

/** The SDK keeps no more than four requests under way unless told otherwise, and a stopped process answers none. */
const MAX_CONCURRENCY = 100;
/** How long a client waits for an answer, beyond any stopped process or restart. */
const PATIENCE_MS = 15_000;
const RECONNECT_MS = 200;

type SdkClient = Client<ChaosValues>;

/**
 * Sends requests through the published SDK to a random app process, and writes down what was promised. It repeats nothing that
 * the SDK does not repeat; only the wait for a run's end is taken up again, elsewhere.
 */
export class ChaosClient {
  readonly operations: Operation[] = [];
  /** Those that wait for the end of a run. */
  readonly #following = new Set<Promise<void>>();
  /** By the name of an operation: what is to be done when its run was accepted, which the answer's first bytes say. */
  readonly #accepting = new Map<string, (runId: string) => void>();
  readonly #clients = new Map<string, SdkClient>();
  readonly #apiUrls: () => string[];
  readonly #random: Random;
  /** Aborted when the round's time is over. */
  readonly #signal: AbortSignal;

  /** `apiUrls`: those that are thought to answer now, as a load balancer knows them. */
  constructor(apiUrls: () => string[], on: { random: Random; signal: AbortSignal }) {
    this.#apiUrls = apiUrls;
    this.#random = on.random;
    this.#signal = on.signal;
  }

  any(): SdkClient {
    const apiUrl = this.#random.pick(this.#apiUrls());
    const client =
      this.#clients.get(apiUrl) ??
      new Client<ChaosValues>({ apiUrl, callerOptions: { maxConcurrency: MAX_CONCURRENCY, fetch: this.#fetch } });
    this.#clients.set(apiUrl, client);
    return client;
  }

  /** The SDK itself tells the run of a waiting request only when that has ended. */
  readonly #fetch = async (input: string | URL, init?: RequestInit): Promise<Response> => {
    const response = await fetch(input, init);
    const runId = /\/runs\/([^/]+)$/.exec(response.headers.get('content-location') ?? '')?.[1];
    if (runId !== undefined && typeof init?.body === 'string') {
      const { metadata } = JSON.parse(init.body);
      this.#accepting.get(metadata?.name)?.(runId);
    }
    return response;
  };

  /** How many operations still wait for the end of a run. */
  get followed(): number {
    return this.#following.size;
  }

  async createThread(graph: GraphName): Promise<ChaosThread> {
    const { thread_id: id } = await this.any().threads.create({ graphId: graph });
    return { id, graph };
  }

  async run(request: NewRun): Promise<void> {
    const { kind, thread, strategy, onPendingInterrupt, afterSeconds, pace } = request;
    const operation = this.#begin(kind, thread, { strategy, onPendingInterrupt, goesOn: !pace });
    const { name } = operation;
    const input = pace ? { inputs: [name], messages: [{ role: 'human', content: name }], pace } : null;
    const payload = { input, multitaskStrategy: strategy, onPendingInterrupt, afterSeconds, metadata: { name } };
    await this.#send(operation, kind, payload);
  }

  async answer(thread: ChaosThread, interruptId: string, kind: NewRun['kind'] = 'create'): Promise<void> {
    const operation = this.#begin('resume', thread, { interruptId });
    const payload = { command: { resume: { [interruptId]: operation.name } }, metadata: { name: operation.name } };
    await this.#send(operation, kind, payload);
  }

  async cancel(thread: ChaosThread, run: { id: string; action: 'interrupt' | 'rollback' }): Promise<void> {
    const operation = this.#begin('cancel', thread, { runId: run.id, cancelAction: run.action });
    const wait = this.#random.chance(0.5);
    await this.#record(operation, (signal) => this.any().runs.cancel(thread.id, run.id, wait, run.action, { signal }));
  }

  /** Resolves when every run that is waited for has ended, or the round's time is over. */
  async followedToTheEnd(): Promise<void> {
    await Promise.all(this.#following);
  }

  #begin(kind: Operation['kind'], thread: ChaosThread, details: Partial<Operation>): Operation {
    const name = `${kind}-${this.operations.length}`;
    const operation: Operation = {
      name,
      kind,
      threadId: thread.id,
      graph: thread.graph,
      outcome: 'unknown',
      sentAt: Date.now(),
      ...details,
    };
    this.operations.push(operation);
    return operation;
  }

  async #send(operation: Operation, kind: NewRun['kind'], payload: object): Promise<void> {
    const client = this.any();
    const { threadId, graph } = operation;
    if (kind === 'create') {
      return this.#record(operation, async (signal) => {
        const run = await client.runs.create(threadId, graph, { ...payload, signal });
        operation.runId = run.run_id;
      });
    }
    return this.#record(operation, (signal) => this.#accepted(operation, { client, kind, payload, signal }));
  }

  /** Resolves when a streaming or waiting request was accepted; the run is followed to its end behind its back. */
  #accepted(
    operation: Operation,
    by: { client: SdkClient; kind: 'stream' | 'wait'; payload: object; signal: AbortSignal },
  ): Promise<void> {
    const { client, kind, payload } = by;
    return new Promise((resolve, reject) => {
      by.signal.addEventListener('abort', () => reject(by.signal.reason), { once: true });
      this.#accepting.set(operation.name, (runId) => {
        operation.runId = runId;
        resolve();
      });
      const options = { ...payload, signal: this.#signal };
      const following = kind === 'stream' ? this.#readStream : this.#awaitValues;
      const followed = following
        .call(this, operation, { client, options })
        .catch(reject)
        .finally(() => {
          this.#following.delete(followed);
          this.#accepting.delete(operation.name);
        });
      this.#following.add(followed);
    });
  }

  async #readStream(operation: Operation, { client, options }: { client: SdkClient; options: object }): Promise<void> {
    const { threadId, graph } = operation;
    const events: NonNullable<Operation['events']> = [];
    operation.events = events;
    const read = async (parts: AsyncIterable<{ id?: string; event: string; data: unknown }>) => {
      for await (const { id, event, data } of parts)
        events.push({ id, event, lines: event === 'updates' ? linesOf(data) : [] });
      if (!this.#signal.aborted && events.at(-1)?.event !== 'end')
        operation.complaint = 'a stream closed before its end';
    };
    const first = () => read(client.runs.stream(threadId, graph, { ...options, streamMode: ['updates'] }));
    const again = async (runId: string) => {
      const lastEventId = events.findLast(({ id }) => id !== undefined)?.id ?? '-1';
      await read(
        this.any().runs.joinStream(threadId, runId, { lastEventId, streamMode: ['updates'], signal: this.#signal }),
      );
    };
    await this.#untilTheEnd(operation, first, again);
  }

  async #awaitValues(operation: Operation, { client, options }: { client: SdkClient; options: object }): Promise<void> {
    const { threadId, graph } = operation;
    const told = (values: object) => {
      operation.answer = { ...values };
      operation.toldAt = Date.now();
    };
    await this.#untilTheEnd(
      operation,
      async () => told(await client.runs.wait(threadId, graph, { ...options, raiseError: false })),
      async (runId) => told(await this.any().runs.join(threadId, runId, { signal: this.#signal })),
    );
  }

  /** Before the run is accepted an error is the request's; after that the connection broke, and somebody else knows its end. */
  async #untilTheEnd(
    operation: Operation,
    first: () => Promise<void>,
    again: (runId: string) => Promise<void>,
  ): Promise<void> {
    for (let attempt = 1; !this.#signal.aborted; attempt++) {
      try {
        return attempt === 1 ? await first() : await again(operation.runId ?? '');
      } catch (error) {
        if (operation.runId === undefined) throw error;
        // A run that was rolled back is not there to be joined again.
        if (outcomeOf(error) === 'refused') {
          operation.refusal = describeError(error);
          return;
        }
        await sleep(RECONNECT_MS, undefined, { signal: this.#signal }).catch(() => undefined);
      }
    }
    operation.complaint = `the end of run ${operation.runId} did not arrive`;
  }

  async #record(operation: Operation, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    try {
      await work(AbortSignal.any([this.#signal, AbortSignal.timeout(PATIENCE_MS)]));
      operation.outcome = 'acknowledged';
    } catch (error) {
      operation.outcome = outcomeOf(error);
      operation.detail = describeError(error);
    } finally {
      operation.answeredAt = Date.now();
    }
  }
}

function outcomeOf(error: unknown): Outcome {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 0;
  return status >= 400 && status < 500 ? 'refused' : 'unknown';
}

export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message} (${describeError(error.cause)})`;
}

/** Journal lines in what a stream of mode `updates` says of a superstep: an update for each node. */
function linesOf(data: unknown): string[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.values(data).flatMap((update: Partial<ChaosValues> | null) => update?.lines ?? []);
}
