import { TimeAgo } from '#app/_ui/time-ago';
import { msgid, ngettext, t } from '#lib/language/gettext';
import type { RolledBackRun } from '#lib/review/arrange-conversation';
import { shortId } from '#lib/review/short-id';
import { Rule } from './run-line';

/** The trace of a run that was deleted: the state knows nothing of it any more. */
export function RollbackLine({ rollback }: { rollback: RolledBackRun }) {
  return (
    <Rule tone="quiet">
      {withLosses(sentenceOf(rollback), rollback)} · <TimeAgo at={rollback.at} />
    </Rule>
  );
}

function sentenceOf({ runId, actor, supersededBy }: RolledBackRun): string {
  const id = runId && shortId(runId);
  const run = id ? t`Run ${id}` : t`A run`;
  if (!supersededBy) return actor ? t`${run} was rolled back by ${actor}` : t`${run} was rolled back`;
  const newer = shortId(supersededBy);
  return actor ? t`${run} was rolled back by ${actor} for run ${newer}` : t`${run} was rolled back for run ${newer}`;
}

function withLosses(sentence: string, { message, checkpoints }: RolledBackRun): string {
  const told = message ? t`${sentence}, with “${message}”` : sentence;
  if (checkpoints === null) return told;
  return ngettext(
    msgid`${told} and ${checkpoints} checkpoint`,
    msgid`${told} and ${checkpoints} checkpoints`,
    checkpoints,
  );
}
