import Link from 'next/link';
import { ExpiredLine } from '#app/_answer/expired-line';
import { OutcomeBadge } from '#app/_ui/outcome-badge';
import { TimeAgo } from '#app/_ui/time-ago';
import { describeValue } from '#lib/review/describe-value';
import type { QuestionRecord } from '#lib/review/question-record';
import { shortId } from '#lib/review/short-id';

/** A question and what became of it: who answered what and when, or which run dropped it. */
export function QuestionOutcome({ question }: { question: QuestionRecord }) {
  return (
    <div className="flex flex-col gap-1 rounded-md border border-line px-3 py-2 text-sm">
      <div className="flex flex-wrap items-center gap-2">
        <OutcomeBadge outcome={question.outcome} />
        <Link
          href={`/i/${question.id}`}
          className="min-w-0 font-medium underline-offset-2 wrap-anywhere hover:underline"
        >
          {question.title}
        </Link>
        <span className="text-xs text-ink-faint">asked by {question.node}</span>
      </div>
      <Outcome question={question} />
    </div>
  );
}

function Outcome({ question }: { question: QuestionRecord }) {
  const { outcome, decidedBy, decidedAt, supersededBy, answer } = question;
  const when = decidedAt ? <TimeAgo at={decidedAt} /> : null;
  if (outcome === 'answered') {
    return (
      <p className="text-ink-soft wrap-anywhere">
        {decidedBy ?? 'A client'} answered <span className="font-mono text-xs text-ink">{describeValue(answer)}</span>{' '}
        {when}
      </p>
    );
  }
  if (outcome === 'superseded') {
    return (
      <p className="text-ink-soft">
        Dropped by {decidedBy ?? 'a client'}{' '}
        {supersededBy ? `with run ${shortId(supersededBy)}` : 'by an edit of the state'} {when}
      </p>
    );
  }
  return outcome === 'expired' ? <ExpiredLine question={question} /> : null;
}
