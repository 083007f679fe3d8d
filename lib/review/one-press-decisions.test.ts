import { describe, expect, it } from 'vitest';
import { groupBulk } from './group-bulk';
import { offeredDecisions } from './offered-decisions';
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

describe('several questions', () => {
  const asked = (id: string, value: unknown, othersBy: string | null = null) => {
    return { id, title: id, graphId: 'g', node: 'n', decisions: decisionsOf(value), othersBy };
  };
  const inbox = [
    {
      action_request: tool('send'),
      config: { allow_accept: true, allow_edit: false, allow_respond: false, allow_ignore: true },
    },
  ];
  const where = { question: 'Where?', choices: ['north', 'south'] };

  it('are one group where the same node asks and the same is sent', () => {
    const items = [asked('a', middleware('send')), asked('b', inbox), asked('c', middleware('send'))];

    const groups = groupBulk([...items, asked('d', middleware('send'), 'Grace')]);

    expect(groups.map(({ ids, isOthers }) => ({ ids, isOthers }))).toEqual([
      { ids: ['a', 'c'], isOthers: false },
      { ids: ['b'], isOthers: false },
      { ids: ['d'], isOthers: true },
    ]);
    expect(groups[1]?.decisions[0]?.reply).not.toEqual(groups[0]?.decisions[0]?.reply);
  });

  it('are offered what any can be given, with how many can, the most first', () => {
    const groups = groupBulk([
      asked('a', where),
      asked('b', middleware('send')),
      asked('c', inbox),
      asked('d', 'Sure?'),
    ]);

    const offered = offeredDecisions(groups);

    expect(offered[0]).toEqual({ key: 'approve', label: 'Approve', count: 2 });
    expect(offered).toContainEqual({ key: 'choice "north"', label: 'north', count: 1 });
    expect(offeredDecisions([])).toEqual([]);
  });
});
