import { t } from '#lib/language/gettext';

export interface SnoozeChoice {
  key: string;
  label: string;
  until: Date;
  /** Whether the question's deadline comes before. */
  isAfterDeadline: boolean;
}

interface Situation {
  now: Date;
  /** The nearest deadline of the questions that lies ahead; null: there is none. */
  deadline: Date | null;
}

const HOUR_MS = 3_600_000;
const QUARTER_MS = 15 * 60_000;
const MORNING = 9;
const MONDAY = 1;

/** Until when questions are put off, in the reader's own time. What comes back before its deadline leaves some time to answer it. */
export function snoozeChoices({ now, deadline }: Situation): SnoozeChoice[] {
  const isAfterDeadline = (until: Date) => deadline !== null && until >= deadline;
  const choice = (key: string, label: string, until: Date) => ({
    key,
    label,
    until,
    isAfterDeadline: isAfterDeadline(until),
  });
  return [
    choice('hour', t`In 1 hour`, new Date(now.getTime() + HOUR_MS)),
    choice('tomorrow', t`Tomorrow morning`, morningIn(now, 1)),
    ...(daysToMonday(now) === 1 ? [] : [choice('monday', t`Next Monday`, morningIn(now, daysToMonday(now)))]),
    ...(deadline === null ? [] : [choice('deadline', t`Shortly before it expires`, shortlyBefore(deadline, now))]),
  ];
}

function morningIn(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
}

/** On a Monday, the one a week later. */
function daysToMonday(now: Date): number {
  return (MONDAY - now.getDay() + 7) % 7 || 7;
}

/** A quarter of an hour, or half of what is left when that is less. */
function shortlyBefore(deadline: Date, now: Date): Date {
  const left = deadline.getTime() - now.getTime();
  return new Date(deadline.getTime() - Math.min(QUARTER_MS, left / 2));
}
