import { Cancellation } from './cancellation';
import type { RunObserver } from './observer';
import type { Ports } from './ports';
import { RunControl } from './run-control';
import type { BaseStore } from './store';
import type { BaseCheckpointSaver, Fork } from './types';

export interface RunOptions {
  readonly ports: Ports;
  readonly signal?: AbortSignal;
  readonly drain?: () => boolean;
  readonly control?: RunControl | undefined;
  readonly store?: BaseStore | undefined;
  readonly observer?: RunObserver | undefined;
  readonly actor?: string | undefined;
}

/** What one call shares with every graph nested in it. */
export class RunContext {
  readonly ports: Ports;
  readonly store?: BaseStore | undefined;
  readonly observer?: RunObserver | undefined;
  readonly control: RunControl;
  /** Who called, if the call said so. */
  readonly actor?: string | undefined;
  /** Answers to interrupts of this graph and of every nested one, by interrupt id. */
  readonly answers = new Map<string, unknown>();
  /** Aborted by the caller, by a time limit, or by a saver that failed. */
  readonly cancellation: Cancellation;
  /** Takes an answer back that does not fit its question; set by the outermost graph, which stores the answers. */
  withdrawAnswer: (interruptId: string) => Promise<void> = async () => {};
  /** Of the lineage that the outermost graph is on; set by it before its nodes run. */
  forks: readonly Fork[] = [];
  /** A saver has failed, or somebody else uses the thread: nothing must be stored any more. */
  isSaverLost = false;
  private readonly drain: (() => boolean) | undefined;

  constructor({ ports, signal, drain, control, store, observer, actor }: RunOptions) {
    this.ports = ports;
    this.drain = drain;
    this.control = control ?? new RunControl();
    this.store = store;
    this.observer = observer;
    this.actor = actor;
    this.cancellation = new Cancellation([], signal);
  }

  get isDraining(): boolean {
    return this.control.drainRequested || (this.drain?.() ?? false);
  }

  /**
   * A saver that fails stops the whole run with its own error; no node ever has to answer for it. Once it is
   * cancelled nothing is stored any more: what outlives its task must not write beside its successor.
   */
  guard(saver: BaseCheckpointSaver, cancellation: Cancellation = this.cancellation): BaseCheckpointSaver {
    const guarded = async <Result>(call: () => Promise<Result>): Promise<Result> => {
      cancellation.throwIfAborted();
      try {
        return await call();
      } catch (error) {
        this.isSaverLost = true;
        this.cancellation.abort(error);
        throw error;
      }
    };
    const putStep = saver.putStep?.bind(saver);
    return {
      getTuple: (config) => guarded(() => saver.getTuple(config)),
      list: (config, options) => saver.list(config, options),
      // biome-ignore lint/complexity/useMaxParams: LangGraph's savers have this shape.
      put: (config, checkpoint, metadata, versions) => guarded(() => saver.put(config, checkpoint, metadata, versions)),
      // biome-ignore lint/complexity/useMaxParams: as above.
      putWrites: (config, writes, taskId, urgency) => guarded(() => saver.putWrites(config, writes, taskId, urgency)),
      deleteThread: (threadId) => guarded(() => saver.deleteThread(threadId)),
      ...(putStep && { putStep: (config, step) => guarded(() => putStep(config, step)) }),
    };
  }
}
