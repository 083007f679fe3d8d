import { claimsOf } from './claims';
import type { Evidence } from './evidence';
import { livesOf } from './lives';
import type { Trouble } from './trouble';

/** Something that was done to processes or to their database, and how many runs were at work under it. */
export interface Blow {
  what: Trouble;
  runs: number;
}

/** Whom each kind of blow strikes; kinds that only concern ears are none. */
const STRIKES = {
  kill: 'process',
  freeze: 'process',
  drain: 'process',
  cut: 'all',
  'restart fast': 'all',
  'restart immediate': 'all',
} as const satisfies Partial<Record<Trouble, 'process' | 'all'>>;

type Striking = keyof typeof STRIKES;

/** The blows of a round, in order. A run is at work while a process that is there holds it. */
export function blowsOf(books: Pick<Evidence, 'troubles' | 'runChanges'>): Blow[] {
  const lives = livesOf(books.troubles);
  const claims = claimsOf(books);
  return books.troubles.flatMap(({ what, detail, at }) => {
    if (!isStriking(what)) return [];
    const time = at.getTime();
    const struck = lives.filter(
      ({ name, from, to }) => from <= time && time <= to && (STRIKES[what] === 'all' || name === detail),
    );
    const workerIds = new Set(struck.map(({ workerId }) => workerId));
    const runs = claims.filter(({ workerId, from, to }) => workerIds.has(workerId) && from <= time && time < to);
    return [{ what, runs: runs.length }];
  });
}

function isStriking(what: string): what is Striking {
  return Object.hasOwn(STRIKES, what);
}
