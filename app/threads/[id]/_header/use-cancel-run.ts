import { cancelRun } from '#app/_actions/cancel-run';
import { useAction } from '#app/_actions/use-action';
import { t } from '#lib/language/gettext';
import type { RunItem } from '#lib/review/run-item';
import { shortId } from '#lib/review/short-id';

/** Stops a run, and keeps what it has done. */
export function useCancelRun({ id: runId, threadId }: Pick<RunItem, 'id' | 'threadId'>) {
  const { act, busy } = useAction();
  const id = shortId(runId);
  const cancel = () =>
    act(
      () => cancelRun({ threadId, runId, action: 'interrupt' }),
      t`Run ${id} was cancelled. Its finished steps are kept.`,
    );
  return { cancel, busy };
}
