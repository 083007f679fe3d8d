'use client';

import { useMemo } from 'react';
import { recognise } from '#lib/review/recognise';
import { AnswerPanel } from './answer-panel';
import { QuestionPrompt } from './question-prompt';

export interface OpenQuestionProps {
  interruptId: string;
  value: unknown;
  responseSchema: unknown;
}

/** A question that waits, with the form that answers it. */
export function OpenQuestion({ interruptId, value, responseSchema }: OpenQuestionProps) {
  // A refetch brings equal values in new objects; the draft is about the question, not about the object.
  const key = JSON.stringify([value, responseSchema]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for both
  const recognised = useMemo(() => recognise({ value, responseSchema }), [key]);
  return (
    <div className="flex flex-col gap-4">
      <QuestionPrompt recognised={recognised} value={value} />
      <AnswerPanel interruptId={interruptId} question={recognised.question} />
    </div>
  );
}
