import { ToldComments } from '#app/_comments/told-comments';
import type { ToldQuestion } from '#lib/review/arrange-conversation';
import { PendingQuestion } from './pending-question';
import { QuestionOutcome } from './question-outcome';

/** A question that waits, with the form to answer it; or one that was decided, with what became of it. And what reviewers say of it. */
export function QuestionItem({ question }: { question: ToldQuestion }) {
  return (
    <>
      {question.outcome === 'pending' ? (
        <PendingQuestion asked={question} />
      ) : (
        <QuestionOutcome question={question} isEnded={question.isEnded} />
      )}
      <ToldComments comments={question.comments} />
    </>
  );
}
