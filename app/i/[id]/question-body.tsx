'use client';

import type { InterruptView } from '#lib/review/get-interrupt';
import { EarlierQuestions } from './earlier-questions';
import { QuestionChain } from './question-chain';
import { QuestionFacts } from './question-facts';
import { useMarkOpened } from './use-mark-opened';

/** A question with what led to it, its form or its fate, and the facts around it. */
export function QuestionBody({ interrupt }: { interrupt: InterruptView }) {
  useMarkOpened(interrupt.id, interrupt.outcome === 'pending');
  return (
    <div className="@container">
      <div className="flex flex-col gap-6 px-4 pb-8 md:px-6 @5xl:flex-row @5xl:items-start">
        <div className="flex w-full max-w-3xl min-w-0 flex-col gap-4">
          <EarlierQuestions questions={interrupt.earlier} />
          <QuestionChain interruptId={interrupt.id} />
        </div>
        <QuestionFacts interrupt={interrupt} />
      </div>
    </div>
  );
}
