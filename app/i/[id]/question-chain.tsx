'use client';

import { Repeat } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { AnswerLine } from '#app/_answer/answer-line';
import { AnswerText } from '#app/_answer/answer-text';
import { DeadlineNotice } from '#app/_answer/deadline-notice';
import { KeptDraftNotice } from '#app/_answer/kept-draft-notice';
import { OpenQuestion } from '#app/_answer/open-question';
import { RunOutcome } from '#app/_answer/run-outcome';
import type { RefusedAnswer } from '#app/_answer/use-answer-form';
import { useInterrupt } from '#app/_answer/use-interrupt';
import { Comments } from '#app/_comments/comments';
import { Card, CardBody, CardHeader } from '#app/_ui/card';
import { jt } from '#app/_ui/jt';
import { Notice } from '#app/_ui/notice';
import { SkeletonRows } from '#app/_ui/skeleton';
import { TimeAgo } from '#app/_ui/time-ago';
import { t } from '#lib/language/gettext';
import { errorsIn, isRepeat } from '#lib/review/former-answer';
import type { InterruptView } from '#lib/review/get-interrupt';
import type { QuestionRecord } from '#lib/review/question-record';

/** A question and, once its answer led to another one, that one below it, and so on. */
export function QuestionChain({ interruptId, previous }: { interruptId: string; previous?: QuestionRecord }) {
  const { data: interrupt } = useInterrupt(interruptId);
  if (!interrupt) return <SkeletonRows rows={1} label={t`Loading the next question`} />;
  const { askedAgain, outcome } = interrupt;
  return (
    <>
      <div className={previous ? 'animate-appear' : undefined}>
        {outcome === 'pending' ? (
          <Waiting interrupt={interrupt} previous={previous} />
        ) : (
          <Decided interrupt={interrupt} />
        )}
      </div>
      <Comments interrupt={interrupt} />
      {askedAgain ? <QuestionChain interruptId={askedAgain.id} previous={interrupt} /> : null}
    </>
  );
}

function Waiting({ interrupt, previous }: { interrupt: InterruptView; previous?: QuestionRecord }) {
  const card = useRef<HTMLDivElement>(null);
  const former = previous ?? interrupt.earlier.at(-1) ?? null;
  const refused = useRefusedAnswer(interrupt, former);

  // Sending took the form away that had the focus; the next question takes over from it.
  useEffect(() => {
    if (document.activeElement === document.body) card.current?.querySelector<HTMLElement>('textarea, input')?.focus();
  }, []);

  return (
    <Card className="border-control-line">
      <CardHeader title={titleOf({ former, refused })} detail={interrupt.node} />
      <CardBody className="flex flex-col gap-4">
        {interrupt.refused ? <RefusedByNode refused={interrupt.refused} /> : null}
        {former && !interrupt.refused ? (
          <div role="status" className="flex items-start gap-2 rounded-md bg-waiting-soft px-3 py-2">
            <Repeat aria-hidden className="mt-0.5 size-4 shrink-0 text-waiting-ink" />
            <AnswerLine question={former} />
          </div>
        ) : null}
        <DeadlineNotice question={interrupt} />
        <div ref={previous ? card : undefined}>
          <OpenQuestion key={interrupt.id} asked={interrupt} refused={refused} />
        </div>
      </CardBody>
    </Card>
  );
}

function titleOf({ former, refused }: { former: QuestionRecord | null; refused: RefusedAnswer | null }): string {
  if (refused) return t`Asked again`;
  return former ? t`The next question` : t`Your answer is needed`;
}

function RefusedByNode({ refused }: { refused: NonNullable<InterruptView['refused']> }) {
  const { by, answer, at, errors } = refused;
  const who = by ?? t`A client`;
  const reasons = errors.map(({ message }) => message).join(' ');
  return (
    <Notice tone="waiting" role="status" title={t`The graph refused the answer, and the question waits again`}>
      {jt`${who} answered ${<AnswerText answer={answer} />} ${<TimeAgo at={at} />}: ${reasons}`}
    </Notice>
  );
}

/** The answer that the form starts with: one that the node refused, or that this question asks to correct. */
function useRefusedAnswer(interrupt: InterruptView, former: QuestionRecord | null): RefusedAnswer | null {
  const { refused, value, responseSchema } = interrupt;
  // A refetch brings equal values in new objects; the form is about the answer, not about the object.
  const key = JSON.stringify([refused, value, former?.id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for all of them
  return useMemo(() => {
    if (refused) return refused;
    if (former?.outcome !== 'answered' || !isRepeat(former, { value, responseSchema })) return null;
    const errors = errorsIn(value);
    const { answer } = former;
    return { answer, errors: errors.length > 0 ? errors : [{ path: [], message: t`This answer was not accepted.` }] };
  }, [key]);
}

function EndedLine({ interrupt }: { interrupt: InterruptView }) {
  const { decidedBy, decidedAt } = interrupt;
  const who = <span className="font-medium text-ink">{decidedBy ?? t`A client`}</span>;
  const when = decidedAt ? <TimeAgo at={decidedAt} /> : null;
  return <p className="text-sm text-ink-soft">{jt`${who} ended the thread ${when}: no answer is needed any more`}</p>;
}

function Decided({ interrupt }: { interrupt: InterruptView }) {
  return (
    <div className="flex flex-col gap-4">
      <KeptDraftNotice interrupt={interrupt} />
      <Card>
        <CardHeader title={interrupt.title} />
        <CardBody className="flex flex-col gap-3">
          <Notice tone={interrupt.outcome === 'answered' ? 'success' : 'neutral'} role="status">
            {interrupt.isEnded ? <EndedLine interrupt={interrupt} /> : <AnswerLine question={interrupt} />}
            {interrupt.note ? <p className="mt-0.5 text-sm">{t`Note: ${interrupt.note}`}</p> : null}
          </Notice>
          {interrupt.answerRunId ? <RunOutcome runId={interrupt.answerRunId} /> : null}
        </CardBody>
      </Card>
    </div>
  );
}
