import type { LevelChoice } from '#lib/review/level-choice';
import type { Level } from '#lib/runs/question-levels';

/** "High risk". */
export function levelLabel(level: Level, noun: string): string {
  return `${level[0]?.toUpperCase()}${level.slice(1)} ${noun}`;
}

/** "High risk", "At least medium risk". */
export function levelChoiceLabel(choice: LevelChoice, noun: string): string {
  return isOneLevel(choice) ? levelLabel(choice, noun) : `At least ${choice.slice(0, -1)} ${noun}`;
}

function isOneLevel(choice: LevelChoice): choice is Level {
  return !choice.endsWith('+');
}
