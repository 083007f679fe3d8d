import { LEVELS, type Level } from '#lib/runs/question-levels';

/** What a list is filtered by: exactly one level, or `medium+`, that one and all above it. */
export type LevelChoice = Level | `${Level}+`;

/** A "+" that somebody types into an address arrives as a space. Null: it is no level. */
export function readLevelChoice(text: string): LevelChoice | null {
  const level = LEVELS.find((each) => each === text.replace(/[+ ]$/, ''));
  if (!level) return null;
  // Nothing is above the last.
  return text === level || level === LEVELS.at(-1) ? level : `${level}+`;
}

export function levelsOf(choice: LevelChoice): Level[] {
  const first = LEVELS.findIndex((level) => choice.startsWith(level));
  return LEVELS.slice(first, choice.endsWith('+') ? undefined : first + 1);
}

/** What can be chosen beside any and exactly one. */
export const LEVELS_AND_ABOVE = LEVELS.slice(0, -1).map((level) => `${level}+` as const);
