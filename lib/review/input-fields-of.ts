import type { GraphEntry } from '#lib/runs/graph-registry';
import { isRecord } from '#lib/runs/is-record';

/** Names of the fields a graph takes as input; null when the graph does not tell. */
export function inputFieldsOf({ graph }: GraphEntry): string[] | null {
  const properties = graph.getInputJsonSchema()?.properties;
  return isRecord(properties) ? Object.keys(properties) : null;
}
