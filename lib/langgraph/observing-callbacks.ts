import { AsyncLocalStorage } from 'node:async_hooks';
import { type GraphObserver, type RunObserver, START, type TaskEnd } from '#lib/engine';

interface OpenTask {
  settle(end: TaskEnd): void;
  /** Calls something as if from inside the task: graphs nested in it belong to it. */
  within<T>(work: () => T): T;
}

/** What LangGraph says of a task in the metadata of its callbacks; `ns` is the task's own namespace. */
interface TaskMetadata {
  node: string;
  step: number;
  ns: string;
}

/**
 * Tells an observer of the tasks of one call, from what LangGraph tells LangChain's callbacks. Callbacks only look on: what a
 * node calls does not see the node's span as its own, as it does in a graph of the engine.
 */
export class ObservingCallbacks {
  readonly #observer: RunObserver;
  readonly #graphs = new Map<string, GraphObserver>();
  readonly #tasks = new Map<string, OpenTask>();
  readonly #runs = new Map<string, string>();
  readonly #attempts = new Map<string, number>();

  constructor(observer: RunObserver) {
    this.#observer = observer;
  }

  /** A handler as LangChain takes it, of any version: an object with the methods it has. */
  get handler(): object {
    return {
      // Called where it happens and not some time later, for it measures.
      awaitHandlers: true,
      handleChainStart: (...[, , runId, , tags, metadata]: [...unknown[]]) => {
        const task = taskMetadata(metadata);
        if (task && task.node !== START && Array.isArray(tags) && tags.includes(`graph:step:${task.step}`))
          this.#begin(String(runId), task);
      },
      handleChainEnd: (_outputs: unknown, runId: string) => this.#settle(runId, { kind: 'done' }),
      handleChainError: (error: unknown, runId: string) => this.#settle(runId, endOf(error)),
    };
  }

  /** The call is over: what has not ended by now was stopped. */
  end(): void {
    for (const runId of [...this.#runs.keys()].reverse()) this.#settle(runId, { kind: 'cancelled' });
    for (const graph of [...this.#graphs.values()].reverse()) graph.end();
  }

  #begin(runId: string, { node, step, ns }: TaskMetadata): void {
    const attempt = (this.#attempts.get(ns) ?? 0) + 1;
    this.#attempts.set(ns, attempt);
    this.#runs.set(runId, ns);
    const graph = this.#graphOf(ns.split('|').slice(0, -1).join('|'));
    void graph.task({ name: node, step, attempt }, () => {
      const within: OpenTask['within'] = AsyncLocalStorage.snapshot();
      return new Promise<TaskEnd>((settle) => this.#tasks.set(ns, { settle, within }));
    });
  }

  #graphOf(ns: string): GraphObserver {
    const known = this.#graphs.get(ns);
    if (known) return known;
    const make = () => this.#observer.graph({ name: ns.split('|').at(-1)?.split(':')[0] ?? '', ns });
    const graph = this.#tasks.get(ns)?.within(make) ?? make();
    this.#graphs.set(ns, graph);
    return graph;
  }

  #settle(runId: string, end: TaskEnd): void {
    const ns = this.#runs.get(runId);
    if (ns === undefined) return;
    this.#runs.delete(runId);
    this.#graphs.get(ns)?.end();
    this.#graphs.delete(ns);
    this.#tasks.get(ns)?.settle(end);
    this.#tasks.delete(ns);
  }
}

function taskMetadata(metadata: unknown): TaskMetadata | undefined {
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  const {
    langgraph_node: node,
    langgraph_step: step,
    langgraph_checkpoint_ns: ns,
  }: Record<string, unknown> = {
    ...metadata,
  };
  return typeof node === 'string' && typeof step === 'number' && typeof ns === 'string'
    ? { node, step, ns }
    : undefined;
}

/** LangGraph's control flow are errors, known by their names; its classes are those of the user's copy. */
function endOf(thrown: unknown): TaskEnd {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  switch (error.name) {
    case 'GraphInterrupt':
    case 'NodeInterrupt':
      // Their ids are LangGraph's; the ones that questions have here are told with the end of the run.
      return { kind: 'interrupted' };
    case 'ParentCommand':
      return { kind: 'parent-command' };
    case 'GraphDrained':
      return { kind: 'drained' };
    case 'AbortError':
      return { kind: 'cancelled' };
    default:
      return { kind: 'failed', error };
  }
}
