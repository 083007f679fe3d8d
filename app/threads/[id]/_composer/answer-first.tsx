import { CircleHelp } from 'lucide-react';
import { t } from '#lib/language/gettext';
import type { ThreadView } from '#lib/review/get-thread';

/** Leads to the questions that wait; their forms stand where they were asked. */
export function AnswerFirst({ questions }: { questions: ThreadView['prediction']['pendingInterrupts'] }) {
  return (
    <ul aria-label={t`Questions that wait`} className="flex flex-col gap-1.5">
      {questions.map((question) => (
        <li key={question.id}>
          <a
            href={`#question-${question.id}`}
            className="flex min-h-9 items-center gap-2 rounded-md bg-waiting-soft px-3 py-1.5 text-sm text-waiting-ink hover:underline"
          >
            <CircleHelp aria-hidden className="size-4 shrink-0" />
            <span className="min-w-0 wrap-anywhere">{question.title}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
