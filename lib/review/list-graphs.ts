import type { Holdpoint } from '#lib/runs/holdpoint';
import type { JsonSchema } from './form/read-schema';
import { inputFieldsOf } from './input-fields-of';

export interface GraphItem {
  id: string;
  name: string;
  description: string | null;
  threads: number;
  waitingQuestions: number;
  unfinishedRuns: number;
  /** Names of the input's fields; null when the graph does not tell. */
  inputFields: string[] | null;
  /** JSON Schema of the input; null when the graph does not tell. */
  inputSchema: JsonSchema | null;
}

/** The graphs this server offers, by id, with what waits and what runs in each. */
export async function listGraphs({ db, graphs }: Holdpoint): Promise<GraphItem[]> {
  const [threads, questions, runs] = await Promise.all([
    db.prisma.thread.groupBy({ by: ['graphId'], _count: true }),
    db.prisma.interrupt.groupBy({ by: ['graphId'], where: { outcome: 'pending' }, _count: true }),
    db.prisma.run.groupBy({ by: ['graphId'], where: { status: { in: ['pending', 'running'] } }, _count: true }),
  ]);
  const countIn = (groups: { graphId: string | null; _count: number }[], id: string) =>
    groups.find((group) => group.graphId === id)?._count ?? 0;
  return [...graphs].map(([id, entry]) => ({
    id,
    name: entry.name,
    description: entry.description ?? null,
    inputFields: inputFieldsOf(entry),
    inputSchema: entry.graph.getInputJsonSchema() ?? null,
    threads: countIn(threads, id),
    waitingQuestions: countIn(questions, id),
    unfinishedRuns: countIn(runs, id),
  }));
}
