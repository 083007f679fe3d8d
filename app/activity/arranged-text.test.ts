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

it('other entries are not about who deals with a question', () => {
  const answered = { kind: 'answer', before: undefined, value: { assignee: 'Ada' } };

  expect([arrangedText(answered), earlierText(answered)]).toEqual([null, null]);
});
