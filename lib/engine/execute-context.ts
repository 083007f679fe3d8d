import type { ChannelState } from './apply-writes';
import type { Cancellation } from './cancellation';
import type { LoopScope } from './loop-scope';
import type { CheckpointPendingWrite, CheckpointStep, StepUrgency } from './types';

/** What the tasks of one superstep have in common. */
export interface ExecuteContext {
  readonly scope: LoopScope;
  /** The snapshot that all of them read. */
  readonly state: ChannelState;
  /** Ids of this checkpoint and of those of the graphs around, by namespace. */
  readonly parents: Readonly<Record<string, string>>;
  readonly step: number;
  /** Whether there is just one. */
  readonly isAlone: boolean;
  /** What was stored beside the checkpoint that planned them when this call began. */
  readonly pendingWrites: readonly CheckpointPendingWrite[];
  /** Stores writes of a task beside that checkpoint. */
  save(writes: CheckpointStep['writes'][number], urgency?: StepUrgency): Promise<void>;
  /** Aborts when one of them fails. */
  readonly cancellation: Cancellation;
}
