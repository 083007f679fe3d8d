import { describe, expect, test } from 'vitest';
import { buildReply } from './build-reply';
import { type Draft, draftOf, readDraft } from './form/draft';
import { planForm } from './plan-form';
import type { Dialect } from './question';
import { recognise } from './recognise';

interface Fixture {
  dialect: Dialect;
  name: string;
  value: unknown;
  responseSchema?: unknown;
  draft: Draft;
  reply: unknown;
}

const schema = { type: 'object', properties: { seats: { type: 'integer' } }, required: ['seats'] };
const sql = { name: 'execute_sql', args: { query: 'DELETE' }, description: 'Requires approval' };
const mail = { name: 'send_email', args: { to: 'a@x.io', copies: 2 } };

const fixtures: Fixture[] = [
  {
    dialect: 'response_schema',
    name: 'a payload with a response schema, whatever the payload looks like',
    value: { action_requests: [sql] },
    responseSchema: schema,
    draft: { seats: '4' },
    reply: { seats: 4 },
  },
  {
    dialect: 'middleware',
    name: 'the Python middleware, in snake case',
    value: {
      action_requests: [sql, mail],
      review_configs: [
        { action_name: 'execute_sql', allowed_decisions: ['approve', 'reject'] },
        { action_name: 'send_email', allowed_decisions: ['approve', 'edit', 'reject', 'respond'] },
      ],
    },
    draft: [
      { option: '1', fields: { message: 'missing WHERE' } },
      { option: '1', fields: { args: { to: 'b@x.io', copies: '3' } } },
    ],
    reply: {
      decisions: [
        { type: 'reject', message: 'missing WHERE' },
        {
          type: 'edit',
          edited_action: { name: 'send_email', args: { to: 'b@x.io', copies: 3 } },
          editedAction: { name: 'send_email', args: { to: 'b@x.io', copies: 3 } },
        },
      ],
    },
  },
  {
    dialect: 'middleware',
    name: 'the JavaScript middleware, in camel case',
    value: {
      actionRequests: [mail],
      reviewConfigs: [{ actionName: 'send_email', allowedDecisions: ['approve', 'reject'] }],
    },
    draft: [{ option: '0', fields: {} }],
    reply: { decisions: [{ type: 'approve' }] },
  },
  {
    dialect: 'agent_inbox',
    name: "Agent Inbox's request in an array, answered with an array",
    value: [
      {
        action_request: { action: 'send_email', args: { to: 'a@x.io' } },
        config: { allow_accept: true, allow_edit: true, allow_respond: true, allow_ignore: true },
        description: '## Draft',
      },
    ],
    draft: [{ option: '1', fields: { edited: { to: 'b@x.io' } } }],
    reply: [{ type: 'edit', args: { action: 'send_email', args: { to: 'b@x.io' } } }],
  },
  {
    dialect: 'agent_inbox',
    name: "Agent Inbox's request as JSON text",
    value: JSON.stringify({ action_request: { action: 'go', args: { n: 1 } }, config: { allow_accept: true } }),
    draft: [{ option: '0', fields: {} }],
    reply: [{ type: 'accept', args: { action: 'go', args: { n: 1 } } }],
  },
  {
    dialect: 'ag_ui',
    name: "AG-UI's interrupt, answered by its id",
    value: { id: 'int_1', reason: 'tool_call', message: 'Charge card?', toolCallId: 'call_9' },
    draft: [{ option: '0', fields: { payload: { option: '0', fields: {} } } }],
    reply: [{ interruptId: 'int_1', status: 'resolved', payload: { approved: true } }],
  },
  {
    dialect: 'elicitation',
    name: "the Model Context Protocol's form",
    value: { method: 'elicitation/create', params: { message: 'How many?', requestedSchema: schema } },
    draft: { option: '0', fields: { content: { seats: '2' } } },
    reply: { action: 'accept', content: { seats: 2 } },
  },
  {
    dialect: 'elicitation_url',
    name: "the Model Context Protocol's link",
    value: { mode: 'url', url: 'https://example.com/sign', message: 'Sign here' },
    draft: { option: '1', fields: {} },
    reply: { action: 'decline' },
  },
  {
    dialect: 'tool_approval',
    name: "the AI SDK's approval of a tool call",
    value: { type: 'tool-pay', state: 'approval-requested', input: { amount: 3 }, approval: { id: 'apr_1' } },
    draft: { option: '1', fields: { reason: 'too much' } },
    reply: { id: 'apr_1', approved: false, reason: 'too much' },
  },
  {
    dialect: 'option_approval',
    name: 'an approval with named options',
    value: {
      approval: {
        id: 'a',
        options: [
          { id: 'once', kind: 'allow-once' },
          { id: 'no', kind: 'reject-once' },
        ],
      },
    },
    draft: { option: '0', fields: {} },
    reply: { optionId: 'once', approved: true },
  },
  {
    dialect: 'embedded_schema',
    name: 'a payload that carries a schema',
    value: { title: 'Seats', resumeSchema: schema },
    draft: { seats: '7' },
    reply: { seats: 7 },
  },
  {
    dialect: 'choices',
    name: 'a question with options',
    value: { question: 'Which?', options: ['A', { value: 'b', label: 'B' }] },
    draft: '1',
    reply: 'b',
  },
  {
    dialect: 'choices',
    name: 'a question with options of which several may be chosen',
    value: { question: 'Which?', choices: ['A', 'B'], multi: true },
    draft: ['0', '1'],
    reply: ['A', 'B'],
  },
  { dialect: 'question', name: 'a sentence', value: 'What is your age?', draft: { text: '25', as: 'auto' }, reply: 25 },
  {
    dialect: 'question',
    name: "the tutorial's query, whose answer is under data",
    value: { query: 'Who are you?' },
    draft: { text: 'Ada', as: 'auto' },
    reply: { data: 'Ada' },
  },
  {
    dialect: 'editable_text',
    name: 'a text to correct',
    value: { llm_output: 'Helo' },
    draft: 'Hello',
    reply: 'Hello',
  },
  {
    dialect: 'anything',
    name: 'a shape nobody knows',
    value: { evaluations: [1] },
    draft: '{"ok": true}',
    reply: { ok: true },
  },
];

describe('recognise', () => {
  test.each(fixtures)(
    'sees $name as $dialect and replies in its shape',
    ({ dialect, value, responseSchema, draft, reply }) => {
      const { question } = recognise(value, responseSchema);
      const reading = readDraft(planForm(question), draft);

      expect(question.dialect).toBe(dialect);
      expect(reading.errors).toEqual([]);
      expect(buildReply(question, reading.value)).toEqual(reply);
    },
  );

  test.each(fixtures)(
    'does not send $name untouched unless it is already complete',
    ({ value, responseSchema, dialect }) => {
      const { question } = recognise(value, responseSchema);
      const plan = planForm(question);

      const { errors } = readDraft(plan, draftOf(plan));

      // A text to correct may be right as it is; several choices may be none.
      const complete = dialect === 'editable_text' || plan.kind === 'choices';
      expect(errors.length > 0).toBe(!complete);
    },
  );

  test('a value that is null or a number can still be answered with JSON', () => {
    expect(recognise(null).question.dialect).toBe('anything');
    expect(recognise(42).question.dialect).toBe('anything');
  });

  test('the sentence of a payload is its prompt and the rest its context', () => {
    const { prompt } = recognise({ question: 'Approve?', risk: 'high', options: ['yes', 'no'] });

    expect(prompt).toEqual({ text: 'Approve?', context: { risk: 'high' } });
  });

  test('configs of a batch are paired by position, so that two calls of one tool keep their own', () => {
    const { question } = recognise({
      action_requests: [mail, mail],
      review_configs: [
        { action_name: 'send_email', allowed_decisions: ['approve'] },
        { action_name: 'send_email', allowed_decisions: ['reject'] },
      ],
    });

    expect(question).toMatchObject({ actions: [{ allowed: ['approve'] }, { allowed: ['reject'] }] });
  });
});
