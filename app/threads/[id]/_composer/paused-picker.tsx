'use client';

import { Hourglass, Trash2 } from 'lucide-react';
import { RadioCards } from '#app/_ui/radio-cards';
import type { ThreadView } from '#lib/review/get-thread';

/** `allow` drops the open questions, `enqueue` waits until they are answered. */
export type OnPendingInterrupt = 'allow' | 'enqueue';

export interface PausedPickerProps {
  questions: ThreadView['prediction']['pendingInterrupts'];
  value: OnPendingInterrupt | null;
  onValueChange: (value: OnPendingInterrupt) => void;
  error?: string;
}

/** A message never drops a question by accident: whoever sends it says what happens to what is open. */
export function PausedPicker({ questions, value, onValueChange, error }: PausedPickerProps) {
  const names = questions.map(({ title }) => `“${title}”`).join(', ');
  const them = questions.length === 1 ? 'the question' : `the ${questions.length} questions`;
  return (
    <RadioCards
      legend={`What should happen to ${them} that ${questions.length === 1 ? 'waits' : 'wait'}?`}
      value={value ?? undefined}
      onValueChange={(chosen) => onValueChange(chosen === 'allow' ? 'allow' : 'enqueue')}
      error={error}
      options={[
        {
          value: 'enqueue',
          label: 'Send after the answer',
          icon: <Hourglass aria-hidden />,
          description: `The message waits in the queue until ${them} ${questions.length === 1 ? 'is' : 'are'} answered: ${names}.`,
        },
        {
          value: 'allow',
          label: `Drop ${them}`,
          icon: <Trash2 aria-hidden />,
          danger: true,
          description: `Nobody can answer ${names} any more; recorded as superseded by you.`,
        },
      ]}
    />
  );
}
