import { TimeAgo } from '#app/_ui/time-ago';
import { describeValue } from '#lib/review/describe-value';
import type { QuestionRecord } from '#lib/review/question-record';
import { shortId } from '#lib/review/short-id';

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
          <span className="rounded bg-sunken px-1 py-px font-mono text-xs text-ink">{describeAnswer(answer)}</span>{' '}
          {when}
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
      return <p className="text-sm text-ink-soft">Nobody answered in time; it expired {when}.</p>;
    default:
      return outcome satisfies never;
  }
}

/** A text with its quotes: "25" and 25 are different answers. */
function describeAnswer(answer: unknown): string {
  return typeof answer === 'string' ? JSON.stringify(answer) : describeValue(answer, 300);
}
