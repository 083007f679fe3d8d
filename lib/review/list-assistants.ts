import type { Holdpoint } from '#lib/runs/holdpoint';

export interface AssistantItem {
  id: string;
  name: string;
  graphId: string;
}

const MOST = 500;

/** The assistants by name, for a choice among them; no more than a person can choose from. */
export async function listAssistants({ db }: Holdpoint): Promise<AssistantItem[]> {
  return db.prisma.assistant.findMany({
    select: { id: true, name: true, graphId: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: MOST,
  });
}
