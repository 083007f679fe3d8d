'use client';

import { useMemo } from 'react';
import type { QuestionRecord } from '#lib/review/question-record';
import { recognise } from '#lib/review/recognise';
import { AnswerPanel } from './answer-panel';
import { QuestionPrompt } from './question-prompt';
import { UnderReview } from './under-review';
import type { RefusedAnswer } from './use-answer-form';

export interface OpenQuestionProps {
  asked: QuestionRecord;
  /** The answer before, where this is asked because it would not do. */
  refused: RefusedAnswer | null;
}

/** A question that waits, with the form that answers it. */
export function OpenQuestion({ asked, refused }: OpenQuestionProps) {
  const { id, value, responseSchema, replyProfile } = asked;
  // A refetch brings equal values in new objects; the draft is about the question, not about the object.
  const key = JSON.stringify([value, responseSchema, replyProfile]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for all of them
  const recognised = useMemo(() => recognise({ value, responseSchema, replyProfile }), [key]);
  return (
    <div data-question className="flex flex-col gap-4">
      <QuestionPrompt recognised={recognised} value={value} />
      <UnderReview interruptId={id} isAlone>
        <AnswerPanel interruptId={id} question={recognised.question} refused={refused} isAlone />
      </UnderReview>
    </div>
  );
}
