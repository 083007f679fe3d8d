import { CornerDownRight } from 'lucide-react';
import Link from 'next/link';
import { AnswerLine } from '#app/_answer/answer-line';
import { t } from '#lib/language/gettext';
import type { QuestionRecord } from '#lib/review/question-record';

/** What was asked before and led to this question: it was asked again because of these answers. */
export function EarlierQuestions({ questions }: { questions: QuestionRecord[] }) {
  if (questions.length === 0) return null;
  return (
    <section aria-label={t`Asked before`}>
      <h2 className="mb-1.5 text-xs font-semibold text-ink-faint">{t`Asked before`}</h2>
      <ol className="flex flex-col gap-2 border-l-2 pl-3">
        {questions.map((question) => (
          <li key={question.id} className="text-sm">
            <Link href={`/i/${question.id}`} className="text-ink-soft wrap-anywhere hover:underline">
              {question.title}
            </Link>
            <div className="flex items-start gap-1.5">
              <CornerDownRight aria-hidden className="mt-0.5 size-3.5 shrink-0 text-ink-faint" />
              <AnswerLine question={question} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
