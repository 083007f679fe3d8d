import { v5 } from 'uuid';
import type { Database } from '#lib/store/database';
import type { GraphRegistry } from './graph-registry';

/** LangGraph servers derive the system assistant's id from the graph id with this namespace, so clients can compute it. */
const ASSISTANT_NAMESPACE = '6ba7b821-9dad-11d1-80b4-00c04fd430c8';

/** The id of the assistant that stands for a graph as it is, without any configuration. */
export function systemAssistantId(graphId: string): string {
  return v5(graphId, ASSISTANT_NAMESPACE);
}

/** Gives every graph its system assistant; the ones that exist are left as they are. */
export async function ensureSystemAssistants(db: Database, graphs: GraphRegistry): Promise<void> {
  await db.prisma.assistant.createMany({
    data: [...graphs].map(([graphId, entry]) => ({
      id: systemAssistantId(graphId),
      graphId,
      name: graphId,
      description: entry.description,
      metadata: { created_by: 'system' },
    })),
    skipDuplicates: true,
  });
}
