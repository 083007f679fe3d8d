import { describe, expect, test } from 'vitest';
import { checkFormValue, checkReply } from './check-reply';
import { recognise } from './recognise';

const mail = { name: 'send_email', args: { to: 'a@x.io' } };
const seats = { type: 'object', properties: { seats: { type: 'integer', minimum: 1 } }, required: ['seats'] };
const args_schema = { type: 'object', properties: { to: { type: 'string', minLength: 3 } }, required: ['to'] };

function python(allowed_decisions: string[]) {
  return { action_requests: [mail], review_configs: [{ action_name: 'send_email', allowed_decisions, args_schema }] };
}

function edit(key: string, name: string, args: unknown) {
  return { decisions: [{ type: 'edit', [key]: { name, args } }] };
}

const inbox = [{ action_request: { action: 'a', args: {} }, config: { allow_accept: true, allow_respond: true } }];
const agUi = { id: 'int_1', reason: 'input', responseSchema: seats };
const options = { approval: { id: 'a', options: [{ id: 'once', kind: 'allow-once' }] } };
const approval = { type: 'tool-pay', state: 'approval-requested', input: {}, approval: { id: 'apr_1' } };

describe('checkReply', () => {
  test.each([
    ['too few decisions', python(['approve']), { decisions: [] }, ['decisions']],
    ['no list of decisions', python(['approve']), { type: 'approve' }, ['decisions']],
    [
      'a decision that is not allowed',
      python(['reject']),
      { decisions: [{ type: 'approve' }] },
      ['decisions', 0, 'type'],
    ],
    [
      'a response without words',
      python(['respond']),
      { decisions: [{ type: 'respond' }] },
      ['decisions', 0, 'message'],
    ],
    ['another tool', python(['edit']), edit('edited_action', 'rm', {}), ['decisions', 0, 'edited_action', 'name']],
    [
      'an edit in the spelling of the other runtime',
      python(['edit']),
      edit('editedAction', 'send_email', { to: 'b@x.io' }),
      ['decisions', 0, 'edited_action', 'name'],
    ],
    [
      "arguments that the tool's schema refuses",
      python(['edit']),
      edit('edited_action', 'send_email', { to: 'b' }),
      ['decisions', 0, 'edited_action', 'args', 'to'],
    ],
    ['an object for a list of responses', inbox, { type: 'accept' }, []],
    ['too many responses', inbox, [{ type: 'accept' }, { type: 'accept' }], []],
    ['a response that is not allowed', inbox, [{ type: 'ignore', args: null }], [0, 'type']],
    ['a response without words, in Agent Inbox', inbox, [{ type: 'response', args: null }], [0, 'args']],
    ["another interrupt's id", agUi, [{ interruptId: 'int_2', status: 'cancelled' }], [0, 'interruptId']],
    ['an unknown status', agUi, [{ interruptId: 'int_1', status: 'done' }], [0, 'status']],
    [
      'a payload that the schema refuses',
      agUi,
      [{ interruptId: 'int_1', status: 'resolved', payload: { seats: 0 } }],
      [0, 'payload', 'seats'],
    ],
    ['an unknown action', { requestedSchema: seats }, { action: 'yes' }, ['action']],
    ['content that is missing', { requestedSchema: seats }, { action: 'accept' }, ['content', 'seats']],
    ["another approval's id", approval, { id: 'apr_2', approved: true }, ['id']],
    ['an approval in words', approval, { id: 'apr_1', approved: 'yes' }, ['approved']],
    ['an unknown option', options, { optionId: 'twice' }, ['optionId']],
    ['a value that an embedded schema refuses', { resumeSchema: seats }, { seats: 1.5 }, ['seats']],
  ])('refuses %s, at its place', (...[, value, reply, path]) => {
    const { question } = recognise({ value });

    expect(checkReply(question, reply).map((error) => error.path)).toEqual([path]);
  });

  test('does not ask for content where an elicitation is declined', () => {
    const { question } = recognise({ value: { requestedSchema: seats } });

    expect(checkReply(question, { action: 'decline' })).toEqual([]);
  });
});

describe('checkFormValue', () => {
  test.each([
    ['edited arguments', python(['edit']), [{ type: 'edit', args: { to: 'b' } }], [0, 'args', 'to']],
    ['a payload', agUi, [{ status: 'resolved', payload: { seats: 0 } }], [0, 'payload', 'seats']],
    ['content', { requestedSchema: seats }, { action: 'accept', content: { seats: 0 } }, ['content', 'seats']],
  ])('names the field of %s that is refused', (...[, value, formValue, path]) => {
    const { question } = recognise({ value });

    expect(checkFormValue(question, formValue).map((error) => error.path)).toEqual([path]);
  });

  test('looks at what is inside a template', () => {
    const template = { wrapped: '{{answer}}' };
    const { question } = recognise({ value: { resumeSchema: seats }, replyProfile: { kind: 'template', template } });

    expect(checkFormValue(question, { seats: 0 })).toMatchObject([{ path: ['seats'] }]);
    expect(checkFormValue(question, { seats: 1 })).toEqual([]);
  });
});
