import type { ServedGraph } from '#lib/langgraph/served-graph';

export type { ServedGraph };

/** A graph this server offers, under the id that assistants and clients name it by. */
export interface GraphEntry {
  readonly graph: ServedGraph;
  readonly name: string;
  readonly description?: string;
  /** What holds for its runs where neither they nor their thread or assistant say it; see RunOptions. */
  readonly repairDanglingToolCalls?: boolean;
  readonly timeoutSeconds?: number;
}

export type GraphRegistry = ReadonlyMap<string, GraphEntry>;
