import { TimeAgo } from '#app/_ui/time-ago';
import type { QuestionRecord } from '#lib/review/question-record';
import { shortId } from '#lib/review/short-id';
import { AnswerText } from './answer-text';
import { ExpiredLine } from './expired-line';

/** What became of a question, in one sentence. */
export function AnswerLine({ question }: { question: QuestionRecord }) {
  const { outcome, decidedBy, decidedAt, answer, supersededBy } = question;
  const when = decidedAt ? <TimeAgo at={decidedAt} /> : null;
  switch (outcome) {
    case 'pending':
      return <p className="text-sm text-ink-soft">Nobody has answered yet.</p>;
    case 'answered':
      return (
        <p className="text-sm text-ink-soft wrap-anywhere">
          <span className="font-medium text-ink">{decidedBy ?? 'A client'}</span> answered{' '}
          <AnswerText answer={answer} /> {when}
        </p>
      );
    case 'superseded':
      return (
        <p className="text-sm text-ink-soft">
          Dropped by <span className="font-medium text-ink">{decidedBy ?? 'a client'}</span>{' '}
          {supersededBy ? `with run ${shortId(supersededBy)}` : 'by an edit of the state'} {when}
        </p>
      );
    case 'expired':
      return <ExpiredLine question={question} />;
    default:
      return outcome satisfies never;
  }
}
