import { expect, it } from 'vitest';
import { describeDecisions } from './describe-decisions';

const mail = { to: 'team@example.com', subject: 'Old orders', body: 'The old orders are gone.' };

it.each([
  [
    'of LangChain, several at once',
    {
      decisions: [
        { type: 'reject', message: 'Keep two\nyears.' },
        { type: 'edit', edited_action: { name: 'send_email', args: mail } },
        { type: 'approve' },
      ],
    },
    'reject “Keep two years.”, edit send_email, approve',
  ],
  [
    'of Agent Inbox, edited',
    [{ type: 'edit', args: { action: 'send_email', args: { ...mail, copies: 1 } } }],
    'edit send_email',
  ],
  [
    'of Agent Inbox, responded',
    [{ type: 'response', args: 'Please ask the customer first whether the order has arrived at all by now.' }],
    'respond “Please ask the customer first whether the order has arrived at all by now.”',
  ],
  [
    'of AG-UI',
    [{ interruptId: 'int_1', status: 'resolved', payload: { approved: true, metadata: { tool: 'charge_card' } } }],
    'approve',
  ],
  [
    'of a response schema',
    { decision: 'edit', amount: 150, reason: 'Second class will do for a journey that is this short.' },
    'edit',
  ],
])('the answer %s is told in words', (_name, answer, words) => {
  expect(describeDecisions(answer)).toBe(words);
});

it.each([
  ['a short decision', { decision: 'approve' }],
  ['a text', 'approve '.repeat(20)],
  [
    'a form',
    { email: 'ada@example.com', plan: 'pro', seats: 5, extras: ['sso', 'audit'], trial: false, from: 'today' },
  ],
  ['a list of which one is no decision', [{ type: 'approve' }, { type: 'something else', args: mail }]],
  ['nothing', undefined],
])('%s has no words but its own', (_name, answer) => {
  expect(describeDecisions(answer)).toBeNull();
});
