import { describe, expect, it } from 'vitest';
import { commonDecisions } from './common-decisions';
import { onePressDecisions } from './one-press-decisions';
import { recognise } from './recognise';

function decisionsOf(value: unknown, responseSchema: unknown = null) {
  return onePressDecisions(recognise({ value, responseSchema, replyProfile: null }).question);
}

const tool = (name: string) => ({ name, args: { to: 'ada@example.com' } });
const allowing = (name: string, ...allowed_decisions: string[]) => ({ action_name: name, allowed_decisions });
const middleware = (...names: string[]) => ({
  action_requests: names.map(tool),
  review_configs: names.map((name) => allowing(name, 'approve', 'edit', 'reject')),
});

describe('the decisions of one press', () => {
  it('approve and reject a tool call in the shape that its convention expects', () => {
    expect(decisionsOf(middleware('send'))).toMatchObject([
      { key: 'approve', reply: { decisions: [{ type: 'approve' }] } },
      { key: 'reject', reply: { decisions: [{ type: 'reject' }] } },
    ]);
  });

  it('decide on every action of a question alike', () => {
    const [approve] = decisionsOf(middleware('send', 'pay'));

    expect(approve?.reply).toEqual({ decisions: [{ type: 'approve' }, { type: 'approve' }] });
  });

  it('leave out what one of the actions does not allow', () => {
    const value = {
      action_requests: [tool('send'), tool('pay')],
      review_configs: [allowing('send', 'approve', 'reject'), allowing('pay', 'approve')],
    };

    expect(decisionsOf(value).map(({ key }) => key)).toEqual(['approve']);
  });

  it('are the choices of a question that offers some', () => {
    const decisions = decisionsOf({ question: 'Where?', choices: ['north', 'south'] });

    expect(decisions.map(({ label, reply }) => [label, reply])).toEqual([
      ['north', 'north'],
      ['south', 'south'],
    ]);
  });

  it.each([
    ['a question in words', 'How old are you?'],
    ['anything', { x: 1 }],
  ])('are none for %s', (_what, value) => {
    expect(decisionsOf(value)).toEqual([]);
  });

  it('that need more than a press are none', () => {
    const schema = {
      type: 'object',
      properties: { ok: { type: 'boolean' }, why: { type: 'string' } },
      required: ['ok', 'why'],
    };

    expect(decisionsOf('Sure?', schema)).toEqual([]);
  });
});

describe('what several questions have in common', () => {
  it('is what each can be answered with, each in its own shape', () => {
    const inbox = [
      {
        action_request: tool('send'),
        config: { allow_accept: true, allow_edit: false, allow_respond: false, allow_ignore: true },
      },
    ];

    const common = commonDecisions([decisionsOf(middleware('send')), decisionsOf(inbox)]);

    expect(common).toContainEqual({ key: 'approve', label: 'Approve' });
  });

  it('is nothing, when their choices differ', () => {
    const where = decisionsOf({ question: 'Where?', choices: ['north', 'south'] });
    const when = decisionsOf({ question: 'When?', choices: ['now', 'later'] });

    expect(commonDecisions([where, when])).toEqual([]);
    expect(commonDecisions([where, where])).toHaveLength(2);
    expect(commonDecisions([where, []])).toEqual([]);
  });
});
