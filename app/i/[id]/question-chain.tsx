'use client';

import { Repeat } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { AnswerLine } from '#app/_answer/answer-line';
import { DeadlineNotice } from '#app/_answer/deadline-notice';
import { KeptDraftNotice } from '#app/_answer/kept-draft-notice';
import { OpenQuestion } from '#app/_answer/open-question';
import { RunOutcome } from '#app/_answer/run-outcome';
import { useInterrupt } from '#app/_answer/use-interrupt';
import { Card, CardBody, CardHeader } from '#app/_ui/card';
import { Notice } from '#app/_ui/notice';
import { SkeletonRows } from '#app/_ui/skeleton';
import type { InterruptView } from '#lib/review/get-interrupt';
import type { QuestionRecord } from '#lib/review/question-record';

/** A question and, once its answer led to another one, that one below it, and so on. */
export function QuestionChain({ interruptId, previous }: { interruptId: string; previous?: QuestionRecord }) {
  const { data: interrupt } = useInterrupt(interruptId);
  if (!interrupt) return <SkeletonRows rows={1} label="Loading the next question" />;
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
      {askedAgain ? <QuestionChain interruptId={askedAgain.id} previous={interrupt} /> : null}
    </>
  );
}

function Waiting({ interrupt, previous }: { interrupt: InterruptView; previous?: QuestionRecord }) {
  const card = useRef<HTMLDivElement>(null);

  // Sending took the form away that had the focus; the next question takes over from it.
  useEffect(() => {
    if (document.activeElement === document.body) card.current?.querySelector<HTMLElement>('textarea, input')?.focus();
  }, []);

  return (
    <Card className="border-control-line">
      <CardHeader title={previous ? 'Asked again' : 'Your answer is needed'} detail={interrupt.node} />
      <CardBody className="flex flex-col gap-4">
        {previous ? (
          <div role="status" className="flex items-start gap-2 rounded-md bg-waiting-soft px-3 py-2">
            <Repeat aria-hidden className="mt-0.5 size-4 shrink-0 text-waiting-ink" />
            <AnswerLine question={previous} />
          </div>
        ) : null}
        <DeadlineNotice question={interrupt} />
        <div ref={previous ? card : undefined}>
          <OpenQuestion key={interrupt.id} asked={interrupt} />
        </div>
      </CardBody>
    </Card>
  );
}

function Decided({ interrupt }: { interrupt: InterruptView }) {
  return (
    <div className="flex flex-col gap-4">
      <KeptDraftNotice interrupt={interrupt} />
      <Card>
        <CardHeader title={interrupt.title} />
        <CardBody className="flex flex-col gap-3">
          <Notice tone={interrupt.outcome === 'answered' ? 'success' : 'neutral'} role="status">
            <AnswerLine question={interrupt} />
            {interrupt.note ? <p className="mt-0.5 text-sm">Note: {interrupt.note}</p> : null}
          </Notice>
          {interrupt.answerRunId ? <RunOutcome runId={interrupt.answerRunId} /> : null}
        </CardBody>
      </Card>
    </div>
  );
}
