import { LRUCache } from 'lru-cache';
import { HoldpointError } from '#lib/errors';
import { processWide } from '#lib/store/process-wide';

const WINDOW_MINUTES = 5;
const MOST_IN_WINDOW = 10;
const MOST_NAMES = 50_000;

/**
 * Counts a try to prove something that can be guessed, by whom it is tried for. It does not matter whether there is such a person, so
 * that nobody learns it from a refusal. @throws HoldpointError `forbidden` when there were too many lately
 */
export function countAttempt(what: string): void {
  const attempts = held();
  const key = what.trim().toLowerCase();
  const counted = (attempts.get(key) ?? 0) + 1;
  attempts.set(key, counted, counted === 1 ? {} : { ttl: attempts.getRemainingTTL(key) });
  if (counted > MOST_IN_WINDOW) {
    throw new HoldpointError('forbidden', `That was tried too often. Wait ${WINDOW_MINUTES} minutes and try again.`);
  }
}

/** It was proved, so what was tried before does not count. */
export function forgetAttempts(what: string): void {
  held().delete(what.trim().toLowerCase());
}

function held() {
  return processWide('attempts', () => new LRUCache<string, number>({ max: MOST_NAMES, ttl: WINDOW_MINUTES * 60_000 }));
}
