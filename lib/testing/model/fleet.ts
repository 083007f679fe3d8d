import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { FromWorker, ToWorker } from './messages';

/** A node that stands at its gate, in one of the processes. */
export interface Gate {
  id: string;
  runId: string;
  threadId: string;
  node: string;
  isDeaf: boolean;
  /** It was told by its signal that it is not wanted any more. */
  isSignalled: boolean;
  /** Its run was taken away from it: what it does from now on must have no effect. */
  isGhost: boolean;
  process: WorkerProcess;
}

export interface FleetOptions {
  /** The file that is a worker process. */
  entry: string;
  url: string;
  size: number;
}

/** So many workers in processes of their own, replaced by fresh ones when they are killed or drained. */
export class Fleet {
  readonly gates = new Map<string, Gate>();
  /** Runs whose gates stand open, whenever they come to one. */
  readonly free = new Set<string>();
  readonly workers: WorkerProcess[] = [];
  /** Standing still, until it is told to go on. */
  #frozen: WorkerProcess | undefined;
  /** Told to drain, and not gone yet. */
  readonly leaving = new Set<WorkerProcess>();
  /** Called when a gate, or a process, has changed. */
  onChange: () => void = () => undefined;
  readonly #options: FleetOptions;
  /** Starting a process takes a second, so the next one is started before it is needed. */
  #spare: Promise<WorkerProcess>;

  private constructor(options: FleetOptions) {
    this.#options = options;
    this.#spare = this.#launch();
  }

  static async start(options: FleetOptions): Promise<Fleet> {
    const fleet = new Fleet(options);
    const workers = await Promise.all(Array.from({ length: options.size }, () => fleet.#launch()));
    for (const worker of workers) worker.tell({ type: 'start' });
    fleet.workers.push(...workers);
    return fleet;
  }

  workerId(index: number): string {
    return this.#at(index).workerId;
  }

  /** kill -9. Its place stays empty until it is replaced: a worker that starts takes over from the dead at once. */
  async kill(index: number): Promise<WorkerProcess> {
    const worker = this.#at(index);
    await worker.kill();
    for (const gate of this.gates.values()) if (gate.process === worker) this.gates.delete(gate.id);
    return worker;
  }

  /** A fresh worker at that place. */
  async replace(index: number): Promise<void> {
    this.workers[index % this.workers.length] = await this.#fresh();
  }

  /** SIGSTOP, at a moment when the process has nothing under way in the database. */
  async freeze(index: number): Promise<WorkerProcess> {
    const worker = this.#at(index);
    await worker.beat();
    worker.signal('SIGSTOP');
    this.#frozen = worker;
    return worker;
  }

  /** Resolves when the process that stood still has heard what happened meanwhile. */
  async thaw(): Promise<void> {
    const worker = this.#frozen;
    this.#frozen = undefined;
    worker?.signal('SIGCONT');
    await worker?.beat();
  }

  /** SIGTERM, and a fresh one in its place at once. */
  async drain(index: number): Promise<void> {
    const worker = this.#at(index);
    this.leaving.add(worker);
    void worker.leave().then(() => {
      this.leaving.delete(worker);
      for (const gate of this.gates.values()) if (gate.process === worker) this.gates.delete(gate.id);
      this.onChange();
    });
    this.workers[index % this.workers.length] = await this.#fresh();
  }

  open(gate: Gate, how: 'go' | 'fail'): void {
    this.gates.delete(gate.id);
    gate.process.tell({ type: 'open', gateId: gate.id, how });
  }

  /** One round trip through every process, its database connections and its ear. */
  async beat(): Promise<void> {
    const awake = [...this.workers, ...this.leaving].filter((worker) => worker !== this.#frozen);
    await Promise.all(awake.map((worker) => worker.beat()));
  }

  /** Kills all, also those that are leaving, and starts with fresh ones: after a failure nothing of it remains. */
  async renew(): Promise<void> {
    await Promise.all([...this.leaving].map((worker) => worker.kill()));
    for (let n = 0; n < this.workers.length; n++) {
      await this.kill(n);
      await this.replace(n);
    }
    this.#frozen = undefined;
    this.gates.clear();
    this.free.clear();
  }

  async stop(): Promise<void> {
    const spare = await this.#spare;
    await Promise.all([...this.workers, ...this.leaving, spare].map((worker) => worker.kill()));
  }

  #at(index: number): WorkerProcess {
    const worker = this.workers[index % this.workers.length];
    if (!worker) throw new Error('The fleet has no workers.');
    return worker;
  }

  async #fresh(): Promise<WorkerProcess> {
    const worker = await this.#spare;
    this.#spare = this.#launch();
    worker.tell({ type: 'start' });
    return worker;
  }

  #launch(): Promise<WorkerProcess> {
    const { entry, url } = this.#options;
    const sessions = `model-${randomUUID()}`;
    return WorkerProcess.launch({ entry, url, sessions }, (message, from) => this.#hear(message, from));
  }

  #hear(message: FromWorker, process: WorkerProcess): void {
    if (message.type === 'arrived') {
      const { gateId: id, runId, threadId, node, isDeaf } = message;
      const gate = { id, runId, threadId, node, isDeaf, isSignalled: false, isGhost: false, process };
      this.gates.set(id, gate);
      if (this.free.has(runId)) this.open(gate, 'go');
    }
    if (message.type === 'signalled') {
      const gate = this.gates.get(message.gateId);
      if (gate) gate.isSignalled = true;
      if (gate && !gate.isDeaf) this.gates.delete(gate.id);
    }
    this.onChange();
  }
}

export class WorkerProcess {
  workerId = '';
  readonly #closed: Promise<unknown>;
  #heard: (() => void) | undefined;

  private constructor(
    private readonly child: ChildProcess,
    /** What its sessions in the database are called. */
    readonly sessions: string,
  ) {
    this.#closed = once(child, 'close');
  }

  static async launch(
    { entry, url, sessions }: { entry: string; url: string; sessions: string },
    hear: (message: FromWorker, from: WorkerProcess) => void,
  ): Promise<WorkerProcess> {
    const env = { LOG_LEVEL: 'silent', ...process.env };
    const address = new URL(url);
    address.searchParams.set('application_name', sessions);
    const child = fork(entry, [address.href], { execArgv: [], env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const worker = new WorkerProcess(child, sessions);
    const ready = new Promise<void>((resolve) => {
      child.on('message', (message: FromWorker) => {
        if (message.type === 'beat') return worker.#heard?.();
        if (message.type !== 'ready') return hear(message, worker);
        worker.workerId = message.workerId;
        resolve();
      });
    });
    const ended = worker.#closed.then(() => {
      throw new Error('A worker process ended before it was ready.');
    });
    await Promise.race([ready, ended]);
    ended.catch(() => undefined);
    return worker;
  }

  tell(message: ToWorker): void {
    // One that was killed or has left hears nothing, and need not.
    if (this.child.connected) this.child.send(message, () => undefined);
  }

  /** Resolves when all that the process was told before has reached it, or when it is gone. */
  async beat(): Promise<void> {
    const heard = new Promise<void>((resolve) => (this.#heard = resolve));
    this.tell({ type: 'beat' });
    await Promise.race([heard, this.#closed]);
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.child.kill(signal);
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.#closed;
  }

  async leave(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.#closed;
  }
}
