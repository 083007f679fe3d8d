import { validate } from 'uuid';
import { HoldpointError } from '#lib/errors';
import type { Assistant } from '#lib/store/generated/client';
import { systemAssistantId } from './system-assistants';
import type { Transaction } from './transaction';

/**
 * The assistant by its id, or a graph's system assistant by the graph's id.
 * @throws HoldpointError `assistant_not_found`
 */
export async function resolveAssistant(tx: Transaction, idOrGraphId: string): Promise<Assistant> {
  const id = validate(idOrGraphId) ? idOrGraphId : systemAssistantId(idOrGraphId);
  const assistant = await tx.assistant.findUnique({ where: { id } });
  if (assistant) return assistant;
  const graphs = await tx.assistant.findMany({
    distinct: ['graphId'],
    select: { graphId: true },
    orderBy: { graphId: 'asc' },
  });
  const known = graphs.map((row) => row.graphId).join(', ');
  throw new HoldpointError(
    'assistant_not_found',
    `Assistant not found. No assistant found for "${idOrGraphId}"; pass an assistant's id or one of the graphs: ${known}.`,
  );
}
