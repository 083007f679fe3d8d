'use client';

import { Ban, ListEnd, OctagonPause, Undo2 } from 'lucide-react';
import { RadioCards } from '#app/_ui/radio-cards';
import type { RunItem } from '#lib/review/run-item';
import type { PredictedEffect } from './describe-prediction';

export type Strategy = RunItem['multitaskStrategy'];

export const strategies: Strategy[] = ['enqueue', 'interrupt', 'rollback', 'reject'];

const looks = {
  enqueue: { label: 'Enqueue', icon: <ListEnd aria-hidden /> },
  interrupt: { label: 'Interrupt', icon: <OctagonPause aria-hidden /> },
  rollback: { label: 'Rollback', icon: <Undo2 aria-hidden /> },
  reject: { label: 'Reject', icon: <Ban aria-hidden /> },
};

export interface StrategyPickerProps {
  /** Says what is there, and asks. */
  legend: string;
  value: Strategy;
  onValueChange: (strategy: Strategy) => void;
  /** What each strategy would do now. */
  effects: Record<Strategy, PredictedEffect>;
}

/** What a message does to the runs that are there already, said from what is there. */
export function StrategyPicker({ legend, value, onValueChange, effects }: StrategyPickerProps) {
  return (
    <div className="[&_fieldset>div]:grid [&_fieldset>div]:gap-2 md:[&_fieldset>div]:grid-cols-2 xl:[&_fieldset>div]:grid-cols-4">
      <RadioCards
        legend={legend}
        value={value}
        onValueChange={(chosen) => onValueChange(strategies.find((strategy) => strategy === chosen) ?? value)}
        options={strategies.map((strategy) => ({
          value: strategy,
          ...looks[strategy],
          description: effects[strategy].sentence,
          danger: effects[strategy].loss !== null,
        }))}
      />
    </div>
  );
}
