import type { Assistant } from '#lib/store/generated/client';

export function toWireAssistant(row: Assistant) {
  return {
    assistant_id: row.id,
    graph_id: row.graphId,
    name: row.name,
    description: row.description,
    config: row.config,
    context: row.context,
    metadata: row.metadata,
    version: row.version,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
