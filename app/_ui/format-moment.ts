import { c, t } from '#lib/language/gettext';

export interface MomentOptions {
  /** Milliseconds since 1970. */
  now: number;
  /** IANA name. */
  timeZone: string;
}

/** "14:05" today, "3 Nov, 14:05" this year, "3 Nov 2025" before: made of numbers only, so that every machine writes the same. */
export function formatMoment(at: number, { now, timeZone }: MomentOptions): string {
  const moment = partsOf(at, timeZone);
  const today = partsOf(now, timeZone);
  const month = monthNames()[moment.month - 1] ?? '';
  if (moment.year !== today.year) return c('day, month, year').t`${moment.day} ${month} ${moment.year}`;
  const clock = `${twoDigits(moment.hour)}:${twoDigits(moment.minute)}`;
  const isToday = moment.month === today.month && moment.day === today.day;
  return isToday ? clock : c('day, month, time').t`${moment.day} ${month}, ${clock}`;
}

function monthNames(): string[] {
  return [t`Jan`, t`Feb`, t`Mar`, t`Apr`, c('month').t`May`, t`Jun`, t`Jul`, t`Aug`, t`Sep`, t`Oct`, t`Nov`, t`Dec`];
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const made = new Intl.DateTimeFormat('en', { ...numeric, timeZone, hourCycle: 'h23' });
  formats.set(timeZone, made);
  return made;
}

function partsOf(at: number, timeZone: string) {
  const parts = formatOf(timeZone).formatToParts(at);
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return {
    year: number('year'),
    month: number('month'),
    day: number('day'),
    hour: number('hour'),
    minute: number('minute'),
  };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
