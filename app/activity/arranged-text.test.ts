import { expect, it } from 'vitest';
import { arrangedText, earlierText } from './arranged-text';

const entry = (before: unknown, value: unknown) => ({ kind: 'assign', before, value });

it('an assignment ends with whom it is for, and says whom it was for before', () => {
  const changed = entry({ assignee: 'Ada' }, { assignee: 'Grace' });

  expect([arrangedText(changed), earlierText(changed)]).toEqual(['Grace', 'before: Ada']);
});

it('an assignment to nobody says so, and the first has nothing before it', () => {
  expect(arrangedText(entry({ assignee: 'Ada' }, { assignee: null }))).toBe('nobody');
  expect(earlierText(entry({ assignee: null }, { assignee: 'Ada' }))).toBeNull();
});

it('a snooze ends with its moment, and says when it was to come back before', () => {
  const snoozed = {
    kind: 'snooze',
    before: { snoozed_until: null },
    value: { snoozed_until: '2026-01-31T09:00:00.000Z' },
  };
  const ended = { ...snoozed, before: snoozed.value, value: snoozed.before };

  expect([arrangedText(snoozed), earlierText(snoozed)]).toEqual(['until 2026-01-31 09:00 UTC', null]);
  expect([arrangedText(ended), earlierText(ended)]).toEqual(['until now', 'before: until 2026-01-31 09:00 UTC']);
});

it('a comment is told in its own words, and in those it had before', () => {
  const edited = { kind: 'comment', before: { text: 'one' }, value: { text: 'two' } };

  expect([arrangedText(edited), earlierText(edited)]).toEqual(['“two”', 'before: “one”']);
  expect(arrangedText({ ...edited, value: { text: null } })).toBe('deleted');
  expect(earlierText({ ...edited, before: { text: null } })).toBeNull();
});

it('other entries are not about who deals with a question', () => {
  const answered = { kind: 'answer', before: undefined, value: { assignee: 'Ada' } };

  expect([arrangedText(answered), earlierText(answered)]).toEqual([null, null]);
});
