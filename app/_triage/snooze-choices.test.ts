import { expect, it } from 'vitest';
import { snoozeChoices } from './snooze-choices';

/** A Friday evening, in whatever time zone the test runs. */
const NOW = new Date(2026, 0, 30, 23, 30);

const until = (now: Date, deadline: Date | null = null) =>
  Object.fromEntries(snoozeChoices({ now, deadline }).map((choice) => [choice.key, choice.until]));

it('offers an hour, and mornings of the reader', () => {
  expect(until(NOW)).toEqual({
    hour: new Date(2026, 0, 31, 0, 30),
    tomorrow: new Date(2026, 0, 31, 9),
    monday: new Date(2026, 1, 2, 9),
  });
});

it.each([
  ['Monday', 2, 9],
  ['Tuesday', 3, 9],
])('next Monday lies ahead on a %s', (_name, day, monday) => {
  expect(until(new Date(2026, 1, day, 8)).monday).toEqual(new Date(2026, 1, monday, 9));
});

it('on a Sunday, tomorrow is Monday, and is offered once', () => {
  expect(Object.keys(until(new Date(2026, 1, 1, 8)))).toEqual(['hour', 'tomorrow']);
});

it('a deadline is a limit: what comes back after it says so, and a quarter of an hour before it is offered', () => {
  const deadline = new Date(2026, 0, 31, 8);

  const choices = snoozeChoices({ now: NOW, deadline });

  expect(choices.filter(({ isAfterDeadline }) => isAfterDeadline).map(({ key }) => key)).toEqual([
    'tomorrow',
    'monday',
  ]);
  expect(choices.at(-1)).toMatchObject({
    key: 'deadline',
    until: new Date(2026, 0, 31, 7, 45),
    isAfterDeadline: false,
  });
});

it('half of the time that is left before a near deadline is left to answer', () => {
  expect(until(NOW, new Date(2026, 0, 30, 23, 40)).deadline).toEqual(new Date(2026, 0, 30, 23, 35));
});
