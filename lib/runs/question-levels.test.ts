import { describe, expect, it } from 'vitest';
import { questionLevels } from './question-levels';

const act = (more: object) => ({ name: 'delete_rows', args: { risk: 'low', priority: 'low' }, ...more });
const review = { action_name: 'delete_rows', allowed_decisions: ['approve'] };
const agentInbox = (more: object) => ({ action_request: { action: 'send', args: {}, ...more }, config: {} });
const nothing = { risk: null, priority: null };

describe('the levels of a question', () => {
  it.each([
    ['a payload of its own', { title: 'Delete?', risk: 'high', priority: 'low' }, { risk: 'high', priority: 'low' }],
    ['its metadata', { reason: 'tool_call', metadata: { risk: 'critical' } }, { risk: 'critical', priority: null }],
    [
      'an action of the middleware',
      { action_requests: [act({ risk: 'medium' })], review_configs: [review] },
      { risk: 'medium' },
    ],
    [
      'the other dialect of the middleware',
      { actionRequests: [act({ metadata: { risk: 'high' } })] },
      { risk: 'high' },
    ],
    ['a request of Agent Inbox', agentInbox({ risk: 'high' }), { risk: 'high' }],
    ['a list of requests', [agentInbox({}), agentInbox({ priority: 'high' })], { priority: 'high' }],
    ['JSON text', JSON.stringify([agentInbox({ risk: 'low' })]), { risk: 'low' }],
    ['a value in a tuple', [['task', { value: agentInbox({ risk: 'high' }) }]], { risk: 'high' }],
    [
      'an elicitation',
      { method: 'elicitation/create', params: { message: 'x', priority: 'urgent' } },
      { priority: 'critical' },
    ],
    ['a proposed action', { title: 'Run?', actions: [act({ priority: 'normal' })] }, { priority: 'medium' }],
  ])('are read from %s', (_place, value, levels) => {
    expect(questionLevels(value)).toMatchObject(levels);
  });

  it('are the highest of several actions', () => {
    const actions = [act({ risk: 'low' }), act({ risk: 'high', priority: 'low' }), act({ risk: 'medium' })];

    expect(questionLevels({ action_requests: actions, priority: 'high' })).toEqual({ risk: 'high', priority: 'high' });
  });

  it.each([
    [{ destructiveHint: true }, 'high'],
    [{ destructiveHint: false, readOnlyHint: true }, null],
    [{ destructiveHint: 'true' }, null],
  ])('count a tool whose annotations are %j as %s', (annotations, risk) => {
    expect(questionLevels({ action_requests: [act({ annotations })] })).toEqual({ risk, priority: null });
  });

  it('a hint does not lower what was said', () => {
    const value = { risk: 'critical', tool: { annotations: { destructiveHint: true } } };

    expect(questionLevels(value).risk).toBe('critical');
  });

  it.each(['HIGH', ' High ', 'high'])('are words in any case: %j', (risk) => {
    expect(questionLevels({ risk }).risk).toBe('high');
  });

  it.each([
    ['words in the text', { question: 'A high risk, urgent. Proceed?' }],
    ['arguments of a tool', { action_requests: [act({})] }],
    ['state that comes with it', { question: 'Reply?', context: { ticket: { priority: 'high' } } }],
    ['other words', { risk: 'extreme', priority: 'constructor' }],
    ['numbers', { risk: 3, priority: 1 }],
    ['text', 'risk: high'],
    ['nothing', null],
    ['broken JSON', '"action_request" risk high'],
  ])('are not guessed from %s', (_what, value) => {
    expect(questionLevels(value)).toEqual(nothing);
  });
});
