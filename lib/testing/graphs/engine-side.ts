import {
  type BaseCheckpointSaver,
  type Command,
  type Durability,
  type Interrupt,
  type InvokeOptions,
  isInterrupted,
  type StateSnapshot,
} from '#lib/engine';
import { buildGraph, type PlanGraph } from './build-graph';
import type { GraphPlan, PlanValues } from './graph-plan';
import { Journal } from './play-node';

/** How a call of the engine ended. */
export type EngineRest =
  | { readonly kind: 'done'; readonly values: PlanValues }
  | { readonly kind: 'waiting'; readonly questions: readonly Interrupt<string>[]; readonly values: PlanValues }
  | { readonly kind: 'failed'; readonly error: unknown };

export type EngineInput = Partial<PlanValues> | Command | null;

export interface EngineOptions {
  readonly saver?: BaseCheckpointSaver | undefined;
  readonly threadId: string;
  /** Every call is made in a graph that was built for it, as in a process of its own. */
  readonly isFresh: boolean;
  readonly durability: Durability;
}

/** A thread of a plan's graph in the engine. */
export class EngineSide {
  readonly journal = new Journal();
  private graph: PlanGraph | undefined;

  constructor(
    private readonly plan: GraphPlan,
    private readonly options: EngineOptions,
  ) {}

  /** On the head of the thread, or at an older checkpoint. */
  async call(input: EngineInput, checkpointId?: string): Promise<EngineRest> {
    try {
      const result: unknown = await this.open().invoke(input, this.configAt(checkpointId));
      const { __interrupt__: _, ...values } = result as PlanValues & { __interrupt__?: unknown }; // of this state
      return isInterrupted<string>(result)
        ? { kind: 'waiting', questions: result.__interrupt__, values }
        : { kind: 'done', values };
    } catch (error) {
      return { kind: 'failed', error };
    }
  }

  state(): Promise<StateSnapshot<PlanValues>> {
    return this.open().getState(this.configAt());
  }

  private configAt(checkpointId?: string): InvokeOptions {
    const { threadId, durability } = this.options;
    const at = checkpointId === undefined ? {} : { checkpoint_id: checkpointId };
    return { configurable: { thread_id: threadId, ...at }, recursionLimit: 200, durability };
  }

  private open(): PlanGraph {
    const { saver, isFresh } = this.options;
    if (!this.graph || isFresh) this.graph = buildGraph(this.plan, { journal: this.journal, saver });
    return this.graph;
  }
}
