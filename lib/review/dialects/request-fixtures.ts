import type { DialectFixture } from './dialect-fixture';

const schema = { type: 'object', properties: { seats: { type: 'integer' } }, required: ['seats'] };
const sql = { name: 'execute_sql', args: { query: 'DELETE' }, description: 'Requires approval' };
const mail = { name: 'send_email', args: { to: 'a@x.io', copies: 2 } };

/** What a tool or an agent wants to do, in the words of its framework. */
export const requestFixtures: DialectFixture[] = [
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
];
