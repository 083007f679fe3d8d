import { TimeAgo } from '#app/_ui/time-ago';
import type { RolledBackRun } from '#lib/review/arrange-conversation';
import { shortId } from '#lib/review/short-id';
import { Rule } from './run-line';

/** The trace of a run that was deleted: the state knows nothing of it any more. */
export function RollbackLine({ rollback }: { rollback: RolledBackRun }) {
  const { runId, actor, at, message, checkpoints, supersededBy } = rollback;
  const by = [actor ? `by ${actor}` : '', supersededBy ? `for run ${shortId(supersededBy)}` : '']
    .filter(Boolean)
    .join(' ');
  return (
    <Rule tone="quiet">
      {runId ? `Run ${shortId(runId)}` : 'A run'} was rolled back {by}
      {message ? `, with “${message}”` : ''}
      {checkpoints === null ? '' : ` and ${checkpoints} ${checkpoints === 1 ? 'checkpoint' : 'checkpoints'}`} ·{' '}
      <TimeAgo at={at} />
    </Rule>
  );
}
