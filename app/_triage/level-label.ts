import type { Level } from '#lib/runs/question-levels';

/** "High risk". */
export function levelLabel(level: Level, noun: string): string {
  return `${level[0]?.toUpperCase()}${level.slice(1)} ${noun}`;
}
