import dynamic from 'next/dynamic';
import { LevelBadges } from '#app/_triage/level-badges';
import { BackLink } from '#app/_ui/back-link';
import { Badge } from '#app/_ui/badge';
import { jt } from '#app/_ui/jt';
import { OutcomeBadge } from '#app/_ui/outcome-badge';
import { PageHeader } from '#app/_ui/page-header';
import { TimeAgo } from '#app/_ui/time-ago';
import { t } from '#lib/language/gettext';
import type { InterruptView } from '#lib/review/get-interrupt';

// Others come later than the page.
const Lookers = dynamic(() => import('#app/_presence/lookers').then((module) => module.Lookers), {
  loading: () => null,
});

export function QuestionHeader({ interrupt }: { interrupt: InterruptView }) {
  return (
    <PageHeader
      eyebrow={
        <>
          <BackLink href="/inbox">{t`Inbox`}</BackLink>
          {interrupt.outcome === 'pending' ? <Lookers interruptId={interrupt.id} claim={interrupt.claim} /> : null}
        </>
      }
      title={interrupt.title}
      description={<QuestionOrigin interrupt={interrupt} />}
    />
  );
}

/** What is known of a question at a glance. */
export function QuestionOrigin({ interrupt }: { interrupt: InterruptView }) {
  const { outcome, graphId, node, createdAt, thread } = interrupt;
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1 pt-1">
      <OutcomeBadge outcome={outcome} />
      <LevelBadges levels={interrupt} />
      {thread.isDemo ? <Badge>{t`Demo`}</Badge> : null}
      <span>
        {graphId} › {node} · {jt`asked ${<TimeAgo at={createdAt} />}`}
      </span>
    </span>
  );
}
