import { formatElapsed } from '#app/_ui/format-time';
import { msgid, ngettext, t } from '#lib/language/gettext';
import type { RunItem } from '#lib/review/run-item';
import { shortId } from '#lib/review/short-id';
import type { Wire } from '#lib/review/wire';
import type { MultitaskPrediction } from '#lib/runs/predict-multitask';
import { describeInterrupt } from './describe-interrupt';

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
    interrupt: harmless(describeInterrupt(prediction)),
    rollback: rollbackEffect(prediction),
    reject: rejectEffect(prediction),
  };
}

function harmless(sentence: string): PredictedEffect {
  return { sentence, isRefused: false, loss: null };
}

function enqueueSentence({ active, queued }: Prediction, now: number): string {
  const waiting = queued.length;
  const position = waiting + 1;
  if (!active)
    return waiting === 0 ? t`Starts now.` : t`Runs after ${waiting} queued: position ${position} in the queue.`;
  const run = shortId(active.runId);
  if (!active.startedAt)
    return waiting === 0
      ? t`Runs after run ${run} (not started yet): position ${position} in the queue.`
      : t`Runs after run ${run} (not started yet) and ${waiting} queued: position ${position} in the queue.`;
  const elapsed = formatElapsed(now - Date.parse(active.startedAt));
  return waiting === 0
    ? t`Runs after run ${run} (running ${elapsed}): position ${position} in the queue.`
    : t`Runs after run ${run} (running ${elapsed}) and ${waiting} queued: position ${position} in the queue.`;
}

function rollbackEffect({ active, rollback }: Prediction): PredictedEffect {
  if (rollback.deletesRunIds.length === 0) return harmless(t`Starts now: nothing runs that it could delete.`);
  const queued = rollback.deletesRunIds.filter((id) => id !== active?.runId);
  const loss = lossOf(active && activeLoss(active, rollback.deletesCheckpoints), queued);
  return { sentence: t`Deletes ${loss}, then runs this. Cannot be restored.`, isRefused: false, loss };
}

function lossOf(active: string | null, queued: string[]): string {
  if (queued.length === 0) return active ?? '';
  const waiting = queuedLoss(queued);
  return active === null ? waiting : t`${active}, and ${waiting}`;
}

function activeLoss({ runId, firstMessage }: NonNullable<Prediction['active']>, checkpoints: number): string {
  const run = shortId(runId);
  const work =
    checkpoints > 0
      ? ngettext(
          msgid`run ${run} and its ${checkpoints} checkpoint`,
          msgid`run ${run} and its ${checkpoints} checkpoints`,
          checkpoints,
        )
      : t`run ${run}`;
  return firstMessage ? t`${work}, including the message “${firstMessage}”` : work;
}

function queuedLoss(ids: string[]): string {
  const [id = ''] = ids;
  const run = shortId(id);
  const count = ids.length;
  return count === 1 ? t`queued run ${run}` : t`${count} queued runs`;
}

function rejectEffect({ reject, active }: Prediction): PredictedEffect {
  if (!reject.refused) return harmless(t`Starts now: no run is active.`);
  return { sentence: refusal(reject.byRunId, active), isRefused: true, loss: null };
}

function refusal(byRunId: string | null, active: Prediction['active']): string {
  if (!byRunId) return t`Is refused now, because a run is active.`;
  const run = shortId(byRunId);
  return active && !active.startedAt
    ? t`Is refused now, because run ${run} is pending.`
    : t`Is refused now, because run ${run} is active.`;
}
