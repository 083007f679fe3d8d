import { type RunnableConfig, START, type StateSnapshot } from '#lib/engine';
import type { Database } from '#lib/store/database';
import type { ClaimedRun } from './claimed-run';
import type { ServedGraph } from './graph-registry';

/** The `updates` chunk of a task: what its node changed, null for nothing. */
type Update = Record<string, unknown>;

/**
 * What an earlier worker of this run committed and did not come to tell: events follow their superstep, and a worker may die in
 * between. Events are told in order, so of each node the newest are missing. Of the graph itself, not of those nested in it.
 */
export async function untoldUpdates(
  db: Database,
  run: ClaimedRun,
  from: { graph: ServedGraph; head: RunnableConfig },
): Promise<Update[]> {
  const updates = await committedUpdates(run, from);
  const told = await countTold(db, run);
  return updates.filter((update) => {
    const [node = ''] = Object.keys(update);
    const left = told.get(node) ?? 0;
    told.set(node, left - 1);
    return left <= 0;
  });
}

/** In the order of their supersteps. */
async function committedUpdates(
  run: ClaimedRun,
  { graph, head }: { graph: ServedGraph; head: RunnableConfig },
): Promise<Update[]> {
  const supersteps: Update[][] = [];
  let next: StateSnapshot | undefined;
  for await (const state of graph.getStateHistory(head)) {
    if (next && idOf(next.parentConfig) !== idOf(state.config)) continue;
    if (next?.metadata?.source === 'loop') supersteps.push(updatesOf(state));
    if (state.metadata?.run_id !== run.id) break;
    next = state;
  }
  return supersteps.reverse().flat();
}

function updatesOf({ tasks }: StateSnapshot): Update[] {
  return tasks.flatMap((task) => {
    if (task.name === START || task.result === undefined) return [];
    return [{ [task.name]: 'update' in task ? task.update : task.result }];
  });
}

function idOf(config: RunnableConfig | undefined): string | undefined {
  return config?.configurable?.checkpoint_id;
}

/** By node. What was told again of tasks that had finished before is not counted. */
async function countTold(db: Database, run: ClaimedRun): Promise<Map<string, number>> {
  const rows = await db.sql.$queryRaw<{ node: string; count: number }[]>`
    SELECT node, count(*)::int AS count FROM run_events, json_object_keys(data) AS node
    WHERE run_id = ${run.id}::uuid AND event = 'updates' AND ns = '' AND data->'__metadata__' IS NULL
    GROUP BY node`;
  return new Map(rows.map(({ node, count }) => [node, count]));
}
