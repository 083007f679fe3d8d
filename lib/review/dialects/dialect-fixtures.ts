import type { Draft } from '../form/draft';
import type { Dialect } from '../question';
import type { ReplyProfile } from '../reply-profile';

/** A payload as a convention has it, what a person fills in, and the exact reply that the convention expects. */
export interface DialectFixture {
  dialect: Dialect;
  name: string;
  value: unknown;
  responseSchema?: unknown;
  replyProfile?: ReplyProfile;
  draft: Draft;
  reply: unknown;
}

const schema = { type: 'object', properties: { seats: { type: 'integer' } }, required: ['seats'] };
const sql = { name: 'execute_sql', args: { query: 'DELETE' }, description: 'Requires approval' };
const mail = { name: 'send_email', args: { to: 'a@x.io', copies: 2 } };

export const dialectFixtures: DialectFixture[] = [
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
  {
    dialect: 'middleware',
    name: "the middleware's alpha, with `arguments` and a description in the config",
    value: {
      action_requests: [{ name: 'send_email', arguments: { to: 'a@x.io' } }],
      review_configs: [{ action_name: 'send_email', allowed_decisions: ['edit'], description: 'Look at it' }],
    },
    draft: [{ option: '0', fields: { args: { to: '' } } }],
    reply: {
      decisions: [
        {
          type: 'edit',
          edited_action: { name: 'send_email', args: { to: '' } },
          editedAction: { name: 'send_email', args: { to: '' } },
        },
      ],
    },
  },
  {
    dialect: 'middleware',
    name: "Python's respond, where it is allowed",
    value: {
      action_requests: [{ name: 'ask_user', args: { question: 'Which colour?' } }],
      review_configs: [{ action_name: 'ask_user', allowed_decisions: ['respond'] }],
    },
    draft: [{ option: '0', fields: { message: 'Blue.' } }],
    reply: { decisions: [{ type: 'respond', message: 'Blue.' }] },
  },
  {
    dialect: 'agent_inbox',
    name: "two of Agent Inbox's requests, answered by two",
    value: [
      { action_request: { action: 'a', args: {} }, config: { allow_ignore: true, allow_respond: true } },
      { action_request: { action: 'b', args: {} }, config: { allow_ignore: true, allow_respond: true } },
    ],
    draft: [
      { option: '0', fields: { args: 'make it shorter' } },
      { option: '1', fields: {} },
    ],
    reply: [
      { type: 'response', args: 'make it shorter' },
      { type: 'ignore', args: null },
    ],
  },
  {
    dialect: 'agent_inbox',
    name: "Agent Inbox's request within [taskId, {value}]",
    value: [['task-1', { value: { action_request: { action: 'go', args: 1 }, config: { allow_accept: true } } }]],
    draft: [{ option: '0', fields: {} }],
    reply: [{ type: 'accept', args: { action: 'go', args: 1 } }],
  },
  {
    dialect: 'agent_inbox',
    name: 'a graph that wants edited values as text',
    value: [{ action_request: { action: 'go', args: { n: 1, to: 'a' } }, config: { allow_edit: true } }],
    replyProfile: { kind: 'text_args' },
    draft: [{ option: '0', fields: { edited: { n: '2', to: 'a' } } }],
    reply: [{ type: 'edit', args: { action: 'go', args: { n: '2', to: 'a' } } }],
  },
  {
    dialect: 'ag_ui',
    name: "several of AG-UI's interrupts, one of them cancelled",
    value: [
      { id: 'int_1', reason: 'input', responseSchema: schema },
      { id: 'int_2', reason: 'tool_call', toolCallId: 'call_2', message: 'Delete it?' },
    ],
    draft: [
      { option: '0', fields: { payload: { seats: '3' } } },
      { option: '1', fields: {} },
    ],
    reply: [
      { interruptId: 'int_1', status: 'resolved', payload: { seats: 3 } },
      { interruptId: 'int_2', status: 'cancelled' },
    ],
  },
  {
    dialect: 'ag_ui',
    name: 'an approval by AG-UI with other arguments than proposed',
    value: { id: 'int_1', reason: 'tool_call', toolCallId: 'call_9' },
    draft: [{ option: '0', fields: { payload: { option: '0', fields: { editedArgs: '{"amount": 2}' } } } }],
    reply: [{ interruptId: 'int_1', status: 'resolved', payload: { approved: true, editedArgs: { amount: 2 } } }],
  },
  {
    dialect: 'elicitation',
    name: "the Model Context Protocol's flat form with every kind of field",
    value: {
      message: 'Pick a plan',
      requestedSchema: {
        type: 'object',
        properties: {
          email: { type: 'string', format: 'email' },
          seats: { type: 'integer', minimum: 1, default: 5 },
          plan: {
            type: 'string',
            oneOf: [
              { const: 'pro', title: 'Pro' },
              { const: 'team', title: 'Team' },
            ],
          },
          region: { type: 'string', enum: ['eu', 'us'], enumNames: ['Europe', 'America'] },
          addons: { type: 'array', items: { type: 'string', enum: ['sso', 'audit'] }, maxItems: 2 },
          trial: { type: 'boolean' },
        },
        required: ['email', 'plan'],
      },
    },
    draft: {
      option: '0',
      fields: { content: { email: 'a@x.io', seats: '6', plan: '1', region: '0', addons: ['1'], trial: '1' } },
    },
    reply: {
      action: 'accept',
      content: { email: 'a@x.io', seats: 6, plan: 'team', region: 'eu', addons: ['audit'], trial: false },
    },
  },
  {
    dialect: 'elicitation',
    name: "the Model Context Protocol's form, put off",
    value: { message: 'How many?', requestedSchema: schema },
    draft: { option: '2', fields: {} },
    reply: { action: 'cancel' },
  },
  {
    dialect: 'tool_approval',
    name: "the AI SDK's request of a stream",
    value: { type: 'tool-approval-request', approvalId: 'apr_2', toolCall: { toolName: 'pay', input: { amount: 3 } } },
    draft: { option: '0', fields: {} },
    reply: { id: 'apr_2', approved: true },
  },
  {
    dialect: 'option_approval',
    name: 'an option that is refused for a reason',
    value: { approval: { id: 'a', options: [{ id: 'never', kind: 'reject-always', label: 'Never' }] } },
    draft: { option: '0', fields: { reason: 'not here' } },
    reply: { optionId: 'never', approved: false, reason: 'not here' },
  },
  {
    dialect: 'option_approval',
    name: 'an option that must be confirmed',
    value: {
      approval: { id: 'a', options: [{ id: 'ever', kind: 'allow-always', grants: ['git push *'], confirm: true }] },
    },
    draft: { option: '0', fields: { confirmed: '0' } },
    reply: { optionId: 'ever', approved: true },
  },
  {
    dialect: 'option_approval',
    name: 'an option of its own kind, which neither allows nor rejects',
    value: { approval: { id: 'a', options: [{ id: 'later', kind: '_custom', label: 'Ask me later' }] } },
    draft: { option: '0', fields: {} },
    reply: { optionId: 'later' },
  },
  {
    dialect: 'embedded_schema',
    name: 'a form with values to start with',
    value: { schema, default_args: { seats: 2 } },
    draft: { seats: '2' },
    reply: { seats: 2 },
  },
  {
    dialect: 'question_list',
    name: 'several questions at once',
    value: {
      type: 'ask_user_request',
      questions: ['What for?', { question: 'Which?', options: ['A', 'B'] }],
    },
    draft: { option: '0', fields: { '0': 'a test', '1': '1' } },
    reply: { answers: ['a test', 'B'] },
  },
  {
    dialect: 'question_list',
    name: 'several questions that are dismissed',
    value: { type: 'ask_user_request', questions: ['What for?'] },
    draft: { option: '1', fields: { reason: 'not mine' } },
    reply: { dismissed: true, reason: 'not mine' },
  },
  {
    dialect: 'choices',
    name: 'options that are numbers',
    value: { prompt: 'How many?', options: [1, 2] },
    draft: '1',
    reply: 2,
  },
  {
    dialect: 'choices',
    name: 'a question to confirm',
    value: { type: 'ask_user', mode: 'confirm', question: 'Go on?' },
    draft: '0',
    reply: 'yes',
  },
  {
    dialect: 'tool_review',
    name: "the older tutorial's review of a tool call",
    value: { question: 'Is this correct?', tool_call: { name: 'weather', args: { city: 'sf' }, id: 'call_1' } },
    draft: { option: '1', fields: { args: { city: 'nyc' } } },
    reply: { action: 'update', data: { city: 'nyc' } },
  },
  {
    dialect: 'tool_review',
    name: 'feedback on a tool call',
    value: { question: 'Is this correct?', tool_call: { name: 'weather', args: { city: 'sf' } } },
    draft: { option: '2', fields: { feedback: 'in Celsius' } },
    reply: { action: 'feedback', data: 'in Celsius' },
  },
  {
    dialect: 'pinned',
    name: 'a question whose reply is always text',
    value: 'What is your age?',
    replyProfile: { kind: 'text' },
    draft: '25',
    reply: '25',
  },
  {
    dialect: 'pinned',
    name: 'a question that is answered true or false',
    value: { type: 'approval', content: 'Send it?' },
    replyProfile: { kind: 'boolean' },
    draft: '1',
    reply: false,
  },
  {
    dialect: 'pinned',
    name: 'a question that is approved under a key',
    value: { question: 'approve a?' },
    replyProfile: { kind: 'approval', key: 'approved' },
    draft: { option: '1', fields: { reason: 'too dear' } },
    reply: { approved: false, reason: 'too dear' },
  },
  {
    dialect: 'pinned',
    name: 'a review that is answered with an action',
    value: { type: 'review_design', architecture: {}, instructions: 'Look at it' },
    replyProfile: { kind: 'action', key: 'action' },
    draft: { option: '1', fields: { data: { text: '{"layers": 2}', as: 'auto' } } },
    reply: { action: 'edit', data: { layers: 2 } },
  },
  {
    dialect: 'pinned',
    name: 'a text whose correction is wanted under a key',
    value: { textToRevise: 'Helo' },
    replyProfile: { kind: 'template', template: { edited_text: '{{answer}}', by: ['a person'] } },
    draft: 'Hello',
    reply: { edited_text: 'Hello', by: ['a person'] },
  },
];
