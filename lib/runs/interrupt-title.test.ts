import { expect, test } from 'vitest';
import { interruptTitle } from './interrupt-title';

const request = { action_request: { action: 'send_email', args: {} }, config: {} };

test.each([
  ['a sentence', 'What is your age?', 'What is your age?'],
  ['a title before a message', { message: 'May we?', title: 'Refund' }, 'Refund'],
  ['the tools of a batch', { actionRequests: [{ name: 'a' }, { name: 'b' }] }, 'Approve a, b'],
  ["Agent Inbox's action", request, 'Approve send_email'],
  ["Agent Inbox's action in a list", [request], 'Approve send_email'],
  ["Agent Inbox's action as JSON text", JSON.stringify([request]), 'Approve send_email'],
  ["Agent Inbox's action within [taskId, {value}]", [['task-1', { value: request }]], 'Approve send_email'],
  [
    'the message of an elicitation',
    { method: 'elicitation/create', params: { message: 'Which plan?', requestedSchema: {} } },
    'Which plan?',
  ],
  ['a tool that waits for approval', { type: 'tool-pay', state: 'approval-requested', input: {} }, 'Approve pay'],
  ['the message of an AG-UI interrupt in a list', [{ id: '1', reason: 'input', message: 'Charge?' }], 'Charge?'],
  ['the first of several questions', { questions: [{ question: 'Why?' }, 'When?'] }, 'Why?'],
  ['a text to edit', { textToRevise: 'Dear Ada' }, 'Edit: Dear Ada'],
  ['a shape nobody knows', { context: 'c', pending: [1], by: { id: 7 } }, 'context: c, pending: 1 item, by: {id}'],
  ['a list of anything', [1, 2], '[1,2]'],
  ['an empty text', ' ', 'A question without text'],
])('the title of %s is the line that says most', (_, value, title) => {
  expect(interruptTitle(value)).toBe(title);
});
