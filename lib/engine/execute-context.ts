import type { ChannelState } from './apply-writes';
import type { LoopScope } from './loop-scope';

/** What the tasks of one superstep have in common. */
export interface ExecuteContext {
  readonly scope: LoopScope;
  /** The snapshot that all of them read. */
  readonly state: ChannelState;
  /** Ids of this checkpoint and of those of the graphs around, by namespace. */
  readonly parents: Readonly<Record<string, string>>;
  readonly step: number;
  /** Aborts when one of them fails. */
  readonly stepSignal: AbortSignal;
}
