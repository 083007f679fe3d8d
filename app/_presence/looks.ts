import { msgid, ngettext, t } from '#lib/language/gettext';
import type { LookMessage } from '#lib/review/live-message';

/** How often a tab says that its person still looks. */
export const BEAT_MS = 15_000;
/** Who was not heard of for so long has gone without a word. */
export const FORGET_MS = 2.5 * BEAT_MS;

/** Who looks at one question, by tab. */
export type Looks = ReadonlyMap<string, { by: string; heardAt: number }>;

export function hearLook(looks: Looks, { tab, by, here }: LookMessage, now: number): Looks {
  const next = new Map(looks);
  if (here) next.set(tab, { by, heardAt: now });
  else next.delete(tab);
  return next;
}

/** Without those who have gone without a word; the same where nobody has. */
export function forgetSilent(looks: Looks, now: number): Looks {
  const left = [...looks].filter(([, { heardAt }]) => now - heardAt < FORGET_MS);
  return left.length === looks.size ? looks : new Map(left);
}

/** Each once, those who came first before the others. */
export function namesOf(looks: Looks): string[] {
  return [...new Set([...looks.values()].map(({ by }) => by))];
}

/** "Ada and Grace are looking". */
export function describeLooks([first, second, ...more]: string[]): string {
  if (first === undefined) return '';
  if (second === undefined) return t`${first} is looking`;
  if (more.length === 0) return t`${first} and ${second} are looking`;
  const count = more.length;
  return ngettext(
    msgid`${first}, ${second} and ${count} more are looking`,
    msgid`${first}, ${second} and ${count} more are looking`,
    count,
  );
}
