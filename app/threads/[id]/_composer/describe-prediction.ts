import { formatElapsed } from '#app/_ui/format-time';
import type { RunItem } from '#lib/review/run-item';
import { shortId } from '#lib/review/short-id';
import type { Wire } from '#lib/review/wire';
import type { MultitaskPrediction } from '#lib/runs/predict-multitask';

/** What choosing a strategy would do now, in one sentence. */
export interface PredictedEffect {
  sentence: string;
  /** The message would be refused. */
  isRefused: boolean;
  /** What would be lost for good, for a second question; null when nothing would. */
  loss: string | null;
}

type Prediction = Wire<MultitaskPrediction>;

type Effects = Record<RunItem['multitaskStrategy'], PredictedEffect>;

/** Puts a prediction into words, for the moment `now` in milliseconds since 1970. */
export function describePrediction(prediction: Prediction, now: number): Effects {
  return {
    enqueue: harmless(enqueueSentence(prediction, now)),
    interrupt: harmless(interruptSentence(prediction)),
    rollback: rollbackEffect(prediction),
    reject: rejectEffect(prediction),
  };
}

function harmless(sentence: string): PredictedEffect {
  return { sentence, isRefused: false, loss: null };
}

function enqueueSentence({ active, queued }: Prediction, now: number): string {
  if (!active && queued.length === 0) return 'Starts now.';
  const waitsFor = [
    active && `run ${shortId(active.runId)} (${activity(active, now)})`,
    queued.length > 0 && `${queued.length} queued`,
  ];
  return `Runs after ${waitsFor.filter(Boolean).join(' and ')}: position ${queued.length + 1} in the queue.`;
}

function activity(active: NonNullable<Prediction['active']>, now: number): string {
  return active.startedAt ? `running ${formatElapsed(now - Date.parse(active.startedAt))}` : 'not started yet';
}

function interruptSentence({ active, interrupt }: Prediction): string {
  if (interrupt.stopsRunIds.length === 0) return 'Starts now: nothing runs that it could stop.';
  const queued = interrupt.stopsRunIds.filter((id) => id !== active?.runId);
  const stops = [
    active && stopped(active, interrupt.keepsCheckpoints),
    queued.length > 0 && `stops ${queuedRuns(queued)} before ${queued.length === 1 ? 'it starts' : 'they start'}`,
  ];
  const warning = active?.startedAt ? ' A tool call may be left unanswered.' : '';
  return `${capitalize(stops.filter(Boolean).join(', '))}, then runs this.${warning}`;
}

function stopped({ runId, startedAt }: NonNullable<Prediction['active']>, checkpoints: number): string {
  if (!startedAt) return `stops run ${shortId(runId)} before it starts`;
  return `stops run ${shortId(runId)} at its last finished step and keeps its ${count(checkpoints, 'checkpoint')}`;
}

function rollbackEffect({ active, rollback }: Prediction): PredictedEffect {
  if (rollback.deletesRunIds.length === 0) return harmless('Starts now: nothing runs that it could delete.');
  const queued = rollback.deletesRunIds.filter((id) => id !== active?.runId);
  const message = active?.firstMessage ? `, including the message “${active.firstMessage}”` : '';
  const work = rollback.deletesCheckpoints > 0 ? ` and its ${count(rollback.deletesCheckpoints, 'checkpoint')}` : '';
  const deletes = [active && `run ${shortId(active.runId)}${work}${message}`, queued.length > 0 && queuedRuns(queued)];
  const loss = deletes.filter(Boolean).join(', and ');
  return { sentence: `Deletes ${loss}, then runs this. Cannot be restored.`, isRefused: false, loss };
}

function rejectEffect({ reject, active }: Prediction): PredictedEffect {
  if (!reject.refused) return harmless('Starts now: no run is active.');
  const state = active && !active.startedAt ? 'pending' : 'active';
  const because = reject.byRunId ? `run ${shortId(reject.byRunId)} is ${state}` : 'a run is active';
  return { sentence: `Is refused now, because ${because}.`, isRefused: true, loss: null };
}

function queuedRuns(ids: string[]): string {
  return ids.length === 1 ? `queued run ${shortId(ids[0] ?? '')}` : `${ids.length} queued runs`;
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
