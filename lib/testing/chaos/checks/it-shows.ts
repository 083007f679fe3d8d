import { expect, it } from 'vitest';
import type { Evidence } from '../evidence';
import { findViolations } from './index';
import { quietRound } from './quiet-round';

/** What the books must not hold, the words that say so, and what puts it into a round that was in order. */
type Spoiling = [what: string, violation: RegExp, spoil: (round: Evidence) => void];

export function itShows(spoilings: Spoiling[]): void {
  it.each<Spoiling>(spoilings)('the books show %s', (_what, violation, spoil) => {
    const evidence = quietRound();

    spoil(evidence);

    expect(findViolations(evidence)).toContainEqual(expect.stringMatching(violation));
  });
}
