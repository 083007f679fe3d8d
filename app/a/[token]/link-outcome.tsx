import { AnswerText } from '#app/_answer/answer-text';
import { Card, CardBody } from '#app/_ui/card';
import { Notice } from '#app/_ui/notice';
import type { LinkView } from '#lib/review/get-link-view';
import { Moment } from './moment';

type Outcome = Extract<LinkView, { state: 'used' | 'decided' }>;

/** Who decided, and what; nothing else. */
export function LinkOutcome({ view }: { view: Outcome }) {
  const { state, title, outcome, by, at, answer } = view;
  return (
    <Card>
      <CardBody className="flex flex-col gap-3">
        <h1 className="text-lg font-semibold wrap-anywhere">{title}</h1>
        <Notice
          tone={outcome === 'answered' ? 'success' : 'neutral'}
          title={state === 'used' ? 'The decision is recorded' : 'There is nothing left to decide'}
        >
          <p>
            {outcome === 'answered' ? (
              <>
                <span className="font-medium text-ink">{nameOf(by)}</span> answered <AnswerText answer={answer} />
              </>
            ) : (
              ends[outcome]
            )}{' '}
            {at ? <Moment at={at} /> : null}
          </p>
        </Notice>
        <p className="text-sm text-ink-faint">You can close this page.</p>
      </CardBody>
    </Card>
  );
}

const ends = {
  pending: 'It waits for somebody else.',
  superseded: 'The question was dropped; nobody waits for the answer any more.',
  expired: 'Nobody answered in time.',
};

/** As the audit trail has it, without the mark of a link. */
function nameOf(actor: string | null): string {
  return actor?.replace(/^link: /, '') ?? 'Somebody';
}
