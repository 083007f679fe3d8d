import { AnswerText } from '#app/_answer/answer-text';
import { Card, CardBody } from '#app/_ui/card';
import { jt } from '#app/_ui/jt';
import { Notice } from '#app/_ui/notice';
import { t } from '#lib/language/gettext';
import type { LinkView } from '#lib/review/get-link-view';
import { Moment } from './moment';

type Outcome = Extract<LinkView, { state: 'used' | 'decided' }>;

/** Who decided, and what; nothing else. */
export function LinkOutcome({ view }: { view: Outcome }) {
  const { state, title, outcome, by, at, answer } = view;
  const when = at ? <Moment at={at} /> : null;
  return (
    <Card>
      <CardBody className="flex flex-col gap-3">
        <h1 className="text-lg font-semibold wrap-anywhere">{title}</h1>
        <Notice
          tone={outcome === 'answered' ? 'success' : 'neutral'}
          title={state === 'used' ? t`The decision is recorded` : t`There is nothing left to decide`}
        >
          <p>
            {outcome === 'answered' ? (
              jt`${<Who actor={by} />} answered ${<AnswerText answer={answer} />} ${when}`
            ) : (
              <>
                {ends()[outcome]} {when}
              </>
            )}
          </p>
        </Notice>
        <p className="text-sm text-ink-faint">{t`You can close this page.`}</p>
      </CardBody>
    </Card>
  );
}

const ends = () => ({
  pending: t`It waits for somebody else.`,
  superseded: t`The question was dropped; nobody waits for the answer any more.`,
  expired: t`Nobody answered in time.`,
});

/** As the audit trail has it, without the mark of a link. */
function Who({ actor }: { actor: string | null }) {
  return <span className="font-medium text-ink">{actor?.replace(/^link: /, '') ?? t`Somebody`}</span>;
}
