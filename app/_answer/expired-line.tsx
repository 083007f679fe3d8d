import { jt } from '#app/_ui/jt';
import { TimeAgo } from '#app/_ui/time-ago';
import type { QuestionRecord } from '#lib/review/question-record';
import { AnswerText } from './answer-text';

/** What came of a question that nobody answered in time. */
export function ExpiredLine({ question }: { question: QuestionRecord }) {
  const { onExpire, answer, decidedAt } = question;
  const when = decidedAt ? <TimeAgo at={decidedAt} /> : null;
  // Also where an answer was meant to be given: one that did not fit the question ended the wait instead.
  const isAnswered = onExpire?.action === 'resume' && !(answer === null && onExpire.value !== null);
  return (
    <p className="text-sm text-ink-soft wrap-anywhere">
      {isAnswered
        ? jt`Nobody answered in time; it was answered with ${<AnswerText answer={answer} />} ${when}`
        : jt`Nobody answered in time; its thread failed ${when}`}
    </p>
  );
}
