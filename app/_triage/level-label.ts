import { t } from '#lib/language/gettext';
import type { LevelChoice } from '#lib/review/level-choice';

/** What a level is one of. */
export type LevelNoun = 'risk' | 'priority';

const labels: Record<LevelNoun, Record<LevelChoice, () => string>> = {
  risk: {
    low: () => t`Low risk`,
    medium: () => t`Medium risk`,
    high: () => t`High risk`,
    critical: () => t`Critical risk`,
    'low+': () => t`At least low risk`,
    'medium+': () => t`At least medium risk`,
    'high+': () => t`At least high risk`,
    'critical+': () => t`Critical risk`,
  },
  priority: {
    low: () => t`Low priority`,
    medium: () => t`Medium priority`,
    high: () => t`High priority`,
    critical: () => t`Critical priority`,
    'low+': () => t`At least low priority`,
    'medium+': () => t`At least medium priority`,
    'high+': () => t`At least high priority`,
    'critical+': () => t`Critical priority`,
  },
};

/** "High risk", "At least medium risk". */
export function levelLabel(choice: LevelChoice, noun: LevelNoun): string {
  return labels[noun][choice]();
}
