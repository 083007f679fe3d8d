import type { QuestionRecord } from '#lib/review/question-record';
import { QuestionOutcome } from './question-outcome';

/** A question that waits, with the form to answer it; or one that was decided, with what became of it. */
export function QuestionItem({ question }: { question: QuestionRecord }) {
  return <QuestionOutcome question={question} />;
}
