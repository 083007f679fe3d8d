import { TimeAgo } from '#app/_ui/time-ago';
import type { EndedThread } from '#lib/review/arrange-conversation';
import { Rule } from './run-line';

/** Where somebody ended the thread, and why. */
export function EndLine({ end: { actor, at, reason } }: { end: EndedThread }) {
  return (
    <Rule tone="quiet">
      {actor ?? 'A client'} ended the thread{reason ? `, because “${reason}”` : ''} · <TimeAgo at={at} />
    </Rule>
  );
}
