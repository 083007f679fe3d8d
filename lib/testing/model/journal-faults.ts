import type { JournalLine } from './journal';
import type { ThreadState } from './thread-model';

const LIVE: readonly string[] = ['pending', 'running'];

/**
 * What the journal of a thread says against the product: two runs that ran at once, a run with none or several ends, an order of
 * starts that the model does not know, work in the state that no node began. Empty: nothing.
 */
export function journalFaults(
  lines: readonly JournalLine[],
  { names, states }: { names: ReadonlyMap<string, string>; states: readonly ThreadState[] },
): string[] {
  return [...overlaps(lines), ...endings(lines), ...wrongOrder(lines, { names, states }), ...unbegun(lines, states)];
}

function overlaps(lines: readonly JournalLine[]): string[] {
  const faults: string[] = [];
  let running: string | undefined;
  for (const { runId, what } of lines) {
    if (what.startsWith('node ')) continue;
    if (what === 'running' && running !== undefined && running !== runId)
      faults.push(`${runId} started while ${running} ran`);
    if (what === 'running') running = runId;
    else if (running === runId) running = undefined;
  }
  return faults;
}

function endings(lines: readonly JournalLine[]): string[] {
  const changes = lines.filter(({ what }) => !what.startsWith('node '));
  const runIds = [...new Set(changes.map(({ runId }) => runId))];
  return runIds.flatMap((runId) => {
    const statuses = changes.filter((line) => line.runId === runId).map(({ what }) => what);
    // A run that paused may still be rolled back: then it has never been.
    const kept = statuses.length > 1 && statuses.at(-1) === 'deleted' ? statuses.slice(0, -1) : statuses;
    const isGone = kept.length < statuses.length;
    const isSound =
      kept.slice(0, -1).every((status) => LIVE.includes(status)) && (isGone || !LIVE.includes(kept.at(-1) ?? ''));
    return isSound ? [] : [`${runId} went through ${statuses.join(', ')}`];
  });
}

function wrongOrder(
  lines: readonly JournalLine[],
  { names, states }: { names: ReadonlyMap<string, string>; states: readonly ThreadState[] },
): string[] {
  const remaining = new Set(states.flatMap((state) => state.runs.map((run) => run.name)));
  const started = lines.filter(({ what }) => what === 'running').map(({ runId }) => names.get(runId) ?? runId);
  const seen = [...new Set(started)].filter((name) => remaining.has(name)).join();
  const expected = states.map((state) => {
    // One that only says that nobody answered in time was never executed.
    const runs = state.runs.filter((run) => run.startedAt > 0 && run.status !== 'timeout');
    return runs
      .sort((a, b) => a.startedAt - b.startedAt)
      .map((run) => run.name)
      .join();
  });
  return expected.includes(seen) ? [] : [`runs started in the order ${seen}, not ${expected.join(' or ')}`];
}

function unbegun(lines: readonly JournalLine[], [state]: readonly ThreadState[]): string[] {
  const checkpoint = state?.facts.findLast((fact) => fact.type === 'checkpoint');
  const nodes = (checkpoint?.values.log ?? []).map((line) => line.split(' ')[0] ?? '');
  return [...new Set(nodes)].flatMap((node) => {
    const made = nodes.filter((each) => each === node).length;
    const begun = lines.filter(({ what }) => what === `node ${node}`).length;
    return begun < made ? [`${node} is ${made} times in the state, but began ${begun} times`] : [];
  });
}
