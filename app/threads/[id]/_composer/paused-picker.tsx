'use client';

import { Hourglass, Trash2 } from 'lucide-react';
import { RadioCards } from '#app/_ui/radio-cards';
import { t } from '#lib/language/gettext';
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
  const names = questions.map(({ title }) => t`“${title}”`).join(', ');
  const texts = questions.length === 1 ? textsOfOne(names) : textsOfMany(questions.length, names);
  return (
    <RadioCards
      legend={texts.legend}
      value={value ?? undefined}
      onValueChange={(chosen) => onValueChange(chosen === 'allow' ? 'allow' : 'enqueue')}
      error={error}
      options={[
        {
          value: 'enqueue',
          label: t`Send after the answer`,
          icon: <Hourglass aria-hidden />,
          description: texts.enqueue,
        },
        {
          value: 'allow',
          label: texts.drop,
          icon: <Trash2 aria-hidden />,
          danger: true,
          description: t`Nobody can answer ${names} any more; recorded as superseded by you.`,
        },
      ]}
    />
  );
}

function textsOfOne(name: string) {
  return {
    legend: t`What should happen to the question that waits?`,
    enqueue: t`The message waits in the queue until the question is answered: ${name}.`,
    drop: t`Drop the question`,
  };
}

function textsOfMany(count: number, names: string) {
  return {
    legend: t`What should happen to the ${count} questions that wait?`,
    enqueue: t`The message waits in the queue until the ${count} questions are answered: ${names}.`,
    drop: t`Drop the ${count} questions`,
  };
}
