import type { CompiledStateGraph } from '#lib/engine';

/** A graph this server offers, under the id that assistants and clients name it by. */
export interface GraphEntry {
  readonly graph: CompiledStateGraph;
  readonly name: string;
  readonly description?: string;
}

export type GraphRegistry = ReadonlyMap<string, GraphEntry>;
