import type { QuestionRecord } from '#lib/review/question-record';
import { PendingQuestion } from './pending-question';
import { QuestionOutcome } from './question-outcome';

/** A question that waits, with the form to answer it; or one that was decided, with what became of it. */
export function QuestionItem({ question }: { question: QuestionRecord }) {
  return question.outcome === 'pending' ? (
    <PendingQuestion asked={question} />
  ) : (
    <QuestionOutcome question={question} />
  );
}
