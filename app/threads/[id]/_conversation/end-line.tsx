import { TimeAgo } from '#app/_ui/time-ago';
import { t } from '#lib/language/gettext';
import type { EndedThread } from '#lib/review/arrange-conversation';
import { Rule } from './run-line';

/** Where somebody ended the thread, and why. */
export function EndLine({ end: { actor, at, reason } }: { end: EndedThread }) {
  return (
    <Rule tone="quiet">
      {sentenceOf(actor, reason)} · <TimeAgo at={at} />
    </Rule>
  );
}

function sentenceOf(actor: EndedThread['actor'], reason: EndedThread['reason']): string {
  if (!actor) return reason ? t`A client ended the thread, because “${reason}”` : t`A client ended the thread`;
  return reason ? t`${actor} ended the thread, because “${reason}”` : t`${actor} ended the thread`;
}
