import type { CompiledStateGraph } from '#lib/engine';

export interface GraphEntry {
  graph: CompiledStateGraph;
  name: string;
  description: string;
  /** Whether new input answers the tool calls that a stopped run left open. Default: no. */
  repairDanglingToolCalls?: boolean;
  /** How long a run may be executed. Default: as the server says. */
  timeoutSeconds?: number;
}
