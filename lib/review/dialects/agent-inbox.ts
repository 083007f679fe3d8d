import { isRecord } from '#lib/runs/is-record';
import type { DecisionOption, DecisionPlan, FormPlan } from '../form/form-plan';
import { asSchema } from '../form/read-schema';
import type { AgentInboxRequest, Question } from '../question';
import { argsField } from './middleware';

type AgentInbox = Extract<Question, { dialect: 'agent_inbox' }>;

/** Agent Inbox's HumanInterrupt: one, several, or either of them as JSON text. */
export function recogniseAgentInbox(value: unknown): AgentInbox | null {
  const payload = typeof value === 'string' ? parsedObject(value) : value;
  const list: unknown[] = Array.isArray(payload) ? payload : [payload];
  const requests = list.map(readRequest);
  return requests.length > 0 && requests.every((request) => request !== null)
    ? { dialect: 'agent_inbox', requests }
    : null;
}

function parsedObject(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readRequest(value: unknown): AgentInboxRequest | null {
  if (!isRecord(value) || !isRecord(value.action_request) || !isRecord(value.config)) return null;
  const { action_request: request, config } = value;
  return {
    action: typeof request.action === 'string' ? request.action : 'action',
    args: request.args ?? {},
    description: typeof value.description === 'string' ? value.description : null,
    allow: {
      accept: config.allow_accept === true,
      edit: config.allow_edit === true,
      respond: config.allow_respond === true,
      ignore: config.allow_ignore === true,
    },
  };
}

export function planAgentInbox({ requests }: AgentInbox): FormPlan {
  return { kind: 'batch', items: requests.map(planRequest) };
}

function planRequest({ action, args, description, allow }: AgentInboxRequest): DecisionPlan {
  const response = {
    key: 'args',
    label: 'Response',
    required: true,
    plan: { kind: 'text', format: 'multiline' },
  } as const;
  const options: (DecisionOption | false)[] = [
    allow.accept && {
      value: 'accept',
      label: 'Accept',
      description: 'Runs as proposed',
      intent: 'approve',
      fields: [],
    },
    allow.edit && {
      value: 'edit',
      label: 'Edit',
      description: 'Runs with changes',
      intent: 'edit',
      fields: [{ ...argsField(args, null), key: 'edited' }],
    },
    allow.respond && {
      value: 'response',
      label: 'Respond',
      description: 'Your words go back',
      intent: 'other',
      fields: [response],
    },
    allow.ignore && { value: 'ignore', label: 'Ignore', description: 'Does not run', intent: 'reject', fields: [] },
  ];
  return {
    kind: 'decision',
    key: 'type',
    title: action,
    description: description ?? undefined,
    proposed: args,
    options: options.filter((option) => option !== false),
  };
}

/** `accept` carries the request too: those who do not need it ignore it. */
export function replyToAgentInbox({ requests }: AgentInbox, value: unknown): unknown {
  return (Array.isArray(value) ? value : []).map((response: unknown, index) => {
    const { type, args, edited } = asSchema(response);
    const request = requests[index];
    if (type === 'accept') return { type, args: { action: request?.action, args: request?.args } };
    if (type === 'edit') return { type, args: { action: request?.action, args: edited } };
    return { type, args: type === 'response' ? args : null };
  });
}
