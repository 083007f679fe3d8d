import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_SMTP } from '#lib/runs/webhooks/smtp-settings';
import { describeError, fieldErrorsIn } from './describe-error';
import { fixedSentences } from './fixed-sentence';

const late = {
  code: 'interrupt_not_pending',
  message: '"Pay?" was already answered by Ada at 2026-11-22T08:00:00.000Z. Nothing is open on this thread now.',
  details: { title: 'Pay?', outcome: 'answered', decided_by: 'Ada', decided_at: '2026-11-22T08:00:00.000Z' },
};
const wrongAmount = { path: ['amount'], message: 'This must be at least 1.', keyword: 'minimum', limit: 1 };

afterEach(() => {
  globalThis.holdpointLanguage = undefined;
});

it('an error says in English what it says to clients, and at its fields too', () => {
  expect(describeError(late)).toBe(late.message);
  expect(fieldErrorsIn({ details: { errors: [wrongAmount] } })).toEqual([
    { path: ['amount'], message: 'This must be at least 1.' },
  ]);
});

describe('in another language', () => {
  beforeEach(() => {
    const catalogue = {
      '“{0}” was already answered by {1}, at {2}.': ['{1} hat „{0}“ schon beantwortet, am {2}.'],
      'Only {0} can change this comment.': ['Nur {0} kann diesen Kommentar ändern.'],
      '“{0}” was assigned to {1} meanwhile. Look again before you change that.': ['{1} soll inzwischen „{0}“.'],
      'There is no such thread, or no longer.': ['Diesen Thread gibt es nicht.'],
      'This must be at least {0}.': ['Mindestens {0}.'],
      'This does not fit what was asked for. {0}': ['Das passt nicht. {0}'],
      'This link has expired.': ['Dieser Link ist abgelaufen.'],
      'The run waits for an answer; answer its question instead.': ['Der Lauf wartet.'],
    };
    globalThis.holdpointLanguage = () => ({ locale: 'de', catalogue, script: '' });
  });

  it.each([
    [late, 'Ada hat „Pay?“ schon beantwortet, am 22.11.2026, 08:00:00 UTC.'],
    [{ code: 'conflict', details: { author: 'Ada' } }, 'Nur Ada kann diesen Kommentar ändern.'],
    [{ code: 'conflict', details: { title: 'Pay?', assignee: 'Bob' } }, 'Bob soll inzwischen „Pay?“.'],
    [{ code: 'conflict', message: 'This link has expired.' }, 'Dieser Link ist abgelaufen.'],
    [{ code: 'conflict', details: { run_id: 'r', status: 'interrupted', stop_reason: 'paused' } }, 'Der Lauf wartet.'],
    [{ code: 'thread_not_found' }, 'Diesen Thread gibt es nicht.'],
    [{ code: 'invalid_answer', details: { errors: [wrongAmount] } }, 'Das passt nicht. amount: Mindestens 1.'],
  ])('%j is told by its code and details', (error, said) => {
    expect(describeError({ message: 'English', ...error })).toBe(said);
  });

  it('what nobody knows better is said in the words of the error', () => {
    expect(describeError({ code: 'conflict', message: 'Assistant a stands for graph b itself.' })).toBe(
      'Assistant a stands for graph b itself.',
    );
  });
});

it('every fixed sentence is one that the queue says', () => {
  const folder = fileURLToPath(new URL('../runs/', import.meta.url));
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test)\.ts$/.test(name))
    .map((name) => readFileSync(folder + name, 'utf8'))
    .join('\n');

  expect(fixedSentences()).toContain(NO_SMTP);
  for (const english of fixedSentences().filter((sentence) => sentence !== NO_SMTP)) expect(sources).toContain(english);
});
