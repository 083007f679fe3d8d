import { msgid, ngettext, t } from '#lib/language/gettext';
import { shortId } from '#lib/review/short-id';
import type { Wire } from '#lib/review/wire';
import type { MultitaskPrediction } from '#lib/runs/predict-multitask';

/** What stopping everything that runs or waits would do now. */
export function describeInterrupt({ active, interrupt }: Wire<MultitaskPrediction>): string {
  const { stopsRunIds, keepsCheckpoints } = interrupt;
  if (stopsRunIds.length === 0) return t`Starts now: nothing runs that it could stop.`;
  const queued = stopsRunIds.filter((id) => id !== active?.runId).map(shortId);
  if (!active) return stopsQueued(queued);
  const run = shortId(active.runId);
  if (!active.startedAt) return stopsPending(run, queued);
  const warning = t`A tool call may be left unanswered.`;
  return `${stopsWorking(run, keepsCheckpoints, queued)} ${warning}`;
}

function stopsQueued(queued: string[]): string {
  const [first = ''] = queued;
  const count = queued.length;
  return count === 1
    ? t`Stops queued run ${first} before it starts, then runs this.`
    : t`Stops ${count} queued runs before they start, then runs this.`;
}

function stopsPending(run: string, queued: string[]): string {
  const [first = ''] = queued;
  const count = queued.length;
  if (count === 0) return t`Stops run ${run} before it starts, then runs this.`;
  return count === 1
    ? t`Stops run ${run} before it starts, stops queued run ${first} before it starts, then runs this.`
    : t`Stops run ${run} before it starts, stops ${count} queued runs before they start, then runs this.`;
}

function stopsWorking(run: string, kept: number, queued: string[]): string {
  const [first = ''] = queued;
  const count = queued.length;
  if (count === 0)
    return ngettext(
      msgid`Stops run ${run} at its last finished step and keeps its ${kept} checkpoint, then runs this.`,
      msgid`Stops run ${run} at its last finished step and keeps its ${kept} checkpoints, then runs this.`,
      kept,
    );
  if (count === 1)
    return ngettext(
      msgid`Stops run ${run} at its last finished step and keeps its ${kept} checkpoint, stops queued run ${first} before it starts, then runs this.`,
      msgid`Stops run ${run} at its last finished step and keeps its ${kept} checkpoints, stops queued run ${first} before it starts, then runs this.`,
      kept,
    );
  return ngettext(
    msgid`Stops run ${run} at its last finished step and keeps its ${kept} checkpoint, stops ${count} queued runs before they start, then runs this.`,
    msgid`Stops run ${run} at its last finished step and keeps its ${kept} checkpoints, stops ${count} queued runs before they start, then runs this.`,
    kept,
  );
}
