import type { Evidence } from '../evidence';
import { checkAnswers } from './check-answers';
import { checkJournal } from './check-journal';
import { checkPromises } from './check-promises';
import { checkQueue } from './check-queue';
import { checkRefusals } from './check-refusals';
import { checkState } from './check-state';
import { checkStreams } from './check-streams';

/** What must not be, in words; each begins with the name of its rule. Nothing: the round passed. */
export type Violations = string[];

const CHECKS: readonly ((evidence: Evidence) => Violations)[] = [
  ({ crashes }) => crashes.map((crash) => `crash: ${crash}`),
  checkPromises,
  checkQueue,
  checkRefusals,
  checkJournal,
  checkState,
  checkStreams,
  checkAnswers,
];

export function findViolations(evidence: Evidence): Violations {
  return CHECKS.flatMap((check) => check(evidence));
}
