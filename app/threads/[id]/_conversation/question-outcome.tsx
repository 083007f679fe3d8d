import Link from 'next/link';
import type { ReactNode } from 'react';
import { AnswerText } from '#app/_answer/answer-text';
import { ExpiredLine } from '#app/_answer/expired-line';
import { jt } from '#app/_ui/jt';
import { OutcomeBadge } from '#app/_ui/outcome-badge';
import { TimeAgo } from '#app/_ui/time-ago';
import { t } from '#lib/language/gettext';
import type { QuestionRecord } from '#lib/review/question-record';
import { shortId } from '#lib/review/short-id';

export interface QuestionOutcomeProps {
  question: QuestionRecord;
  /** Whether the end of its thread dropped it. */
  isEnded?: boolean;
}

/** A question and what became of it: who answered what and when, or what dropped it. */
export function QuestionOutcome({ question, isEnded = false }: QuestionOutcomeProps) {
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
        <span className="text-xs text-ink-faint">{t`asked by ${question.node}`}</span>
      </div>
      <Outcome question={question} isEnded={isEnded} />
    </div>
  );
}

function Outcome({ question, isEnded }: Required<QuestionOutcomeProps>) {
  const { outcome, decidedBy, decidedAt, supersededBy, answer } = question;
  const when = decidedAt ? <TimeAgo at={decidedAt} /> : null;
  if (outcome === 'answered') {
    return (
      <p className="text-ink-soft wrap-anywhere">
        {answered(decidedBy, <AnswerText answer={answer} />)} {when}
      </p>
    );
  }
  if (outcome === 'superseded') {
    return (
      <p className="text-ink-soft">
        {decidedBy === null ? droppedByClient(supersededBy, isEnded) : droppedBy(decidedBy, supersededBy, isEnded)}{' '}
        {when}
      </p>
    );
  }
  return outcome === 'expired' ? <ExpiredLine question={question} /> : null;
}

function answered(who: string | null, answer: ReactNode): ReactNode {
  return who === null ? jt`A client answered ${answer}` : jt`${who} answered ${answer}`;
}

function droppedBy(who: string, supersededBy: string | null, isEnded: boolean): string {
  if (isEnded) return t`Dropped by ${who} with the end of the thread`;
  if (!supersededBy) return t`Dropped by ${who} by an edit of the state`;
  const run = shortId(supersededBy);
  return t`Dropped by ${who} with run ${run}`;
}

function droppedByClient(supersededBy: string | null, isEnded: boolean): string {
  if (isEnded) return t`Dropped by a client with the end of the thread`;
  if (!supersededBy) return t`Dropped by a client by an edit of the state`;
  const run = shortId(supersededBy);
  return t`Dropped by a client with run ${run}`;
}
