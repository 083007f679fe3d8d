import { validate } from 'uuid';
import { HoldpointError } from '#lib/errors';
import { fromRow } from '#lib/store/from-row';
import type { Assistant } from '#lib/store/generated/client';
import type { Sql } from '#lib/store/sql';
import { systemAssistantId } from './system-assistants';

/**
 * The assistant by its id, or a graph's system assistant by the graph's id.
 * @throws HoldpointError `assistant_not_found`
 */
export async function resolveAssistant(sql: Sql, idOrGraphId: string): Promise<Assistant> {
  const id = assistantIdOf(idOrGraphId);
  const [row] = await sql.$queryRaw<Record<string, unknown>[]>`SELECT * FROM assistants WHERE id = ${id}::uuid`;
  if (row) return fromRow<Assistant>(row);
  const graphs = await sql.$queryRaw<
    { graph_id: string }[]
  >`SELECT DISTINCT graph_id FROM assistants ORDER BY graph_id`;
  const known = graphs.map((graph) => graph.graph_id).join(', ');
  throw new HoldpointError(
    'assistant_not_found',
    `Assistant not found. No assistant found for "${idOrGraphId}"; pass an assistant's id or one of the graphs: ${known}.`,
  );
}

/** A graph's id stands for its system assistant. */
export function assistantIdOf(idOrGraphId: string): string {
  return validate(idOrGraphId) ? idOrGraphId : systemAssistantId(idOrGraphId);
}
