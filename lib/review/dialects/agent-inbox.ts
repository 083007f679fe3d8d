import { t } from '#lib/language/gettext';
import { isRecord } from '#lib/runs/is-record';
import type { AnswerError } from '#lib/runs/validate-answer';
import { checkOneOf, errorsBelow } from '../form/answer-errors';
import type { DecisionOption, DecisionPlan, FormPlan } from '../form/form-plan';
import { asSchema, type JsonSchema } from '../form/read-schema';
import type { AgentInboxRequest, Question } from '../question';
import { argsField } from './middleware';

type AgentInbox = Extract<Question, { dialect: 'agent_inbox' }>;

/** Agent Inbox's HumanInterrupt: one, several, either of them as JSON text, or `[taskId, {value}]` around them. */
export function recogniseAgentInbox(value: unknown): AgentInbox | null {
  const requests = unwrapped(typeof value === 'string' ? parsedObject(value) : value).map(readRequest);
  return requests.length > 0 && requests.every((request) => request !== null)
    ? { dialect: 'agent_inbox', requests, asText: false }
    : null;
}

/** How many lists and `{value}` may stand around a request. */
const MOST_WRAPPERS = 5;

function unwrapped(value: unknown, wrappers = 0): unknown[] {
  if (wrappers > MOST_WRAPPERS) return [value];
  if (Array.isArray(value)) {
    const [taskId, ...rest] = value;
    const inside: unknown[] = typeof taskId === 'string' && rest.length > 0 ? rest : value;
    return inside.flatMap((item) => unwrapped(item, wrappers + 1));
  }
  const wraps = isRecord(value) && !('action_request' in value) && 'value' in value;
  return wraps ? unwrapped(value.value, wrappers + 1) : [value];
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
    label: t`Response`,
    required: true,
    plan: { kind: 'text', format: 'multiline' },
  } as const;
  const options: (DecisionOption | false)[] = [
    allow.accept && {
      value: 'accept',
      label: t`Accept`,
      description: t`Runs as proposed`,
      intent: 'approve',
      fields: [],
    },
    allow.edit && {
      value: 'edit',
      label: t`Edit`,
      description: t`Runs with changes`,
      intent: 'edit',
      fields: [{ ...argsField(args, null), key: 'edited' }],
    },
    allow.respond && {
      value: 'response',
      label: t`Respond`,
      description: t`Your words go back`,
      intent: 'other',
      fields: [response],
    },
    allow.ignore && { value: 'ignore', label: t`Ignore`, description: t`Does not run`, intent: 'reject', fields: [] },
  ];
  return {
    kind: 'decision',
    key: 'type',
    title: action,
    description: description ?? undefined,
    notice: Object.values(allow).includes(true) ? undefined : t`The request allows no response to this.`,
    proposed: args,
    options: options.filter((option) => option !== false),
  };
}

/** `accept` carries the request too: those who do not need it ignore it. */
export function replyToAgentInbox({ requests, asText }: AgentInbox, value: unknown): unknown {
  return (Array.isArray(value) ? value : []).map((response: unknown, index) => {
    const { type, args, edited } = asSchema(response);
    const request = requests[index];
    if (type === 'accept') return { type, args: { action: request?.action, args: request?.args } };
    if (type === 'edit') return { type, args: { action: request?.action, args: asText ? inText(edited) : edited } };
    return { type, args: type === 'response' ? args : null };
  });
}

/** Agent Inbox itself sends every edited value as text, and some graphs have come to rely on it. */
function inText(args: unknown): unknown {
  if (!isRecord(args)) return args;
  const texts = Object.entries(args).map(([key, arg]) => [key, typeof arg === 'string' ? arg : JSON.stringify(arg)]);
  return Object.fromEntries(texts);
}

/** The form's value that leads to a reply. */
export function agentInboxValue(reply: unknown): unknown {
  if (!Array.isArray(reply)) return undefined;
  return reply.map((response: unknown) => {
    const { type, args } = asSchema(response);
    if (type === 'edit') return { type, edited: asSchema(args).args };
    return type === 'response' ? { type, args } : { type };
  });
}

/** What a receiver would not understand: a wrong number of responses, or one that is not allowed. */
export function checkAgentInbox({ requests }: AgentInbox, reply: unknown): AnswerError[] {
  if (!Array.isArray(reply) || reply.length !== requests.length) {
    const count = requests.length;
    return [{ path: [], message: t`A list with one response for each request is needed: ${count}.` }];
  }
  return requests.flatMap((request, index) => errorsBelow([index], checkResponse(request, asSchema(reply[index]))));
}

function checkResponse({ allow }: AgentInboxRequest, { type, args }: JsonSchema): AnswerError[] {
  const { accept, edit, respond, ignore } = allow;
  const allowed = { accept, edit, response: respond, ignore };
  const names = Object.entries(allowed).flatMap(([name, isAllowed]) => (isAllowed ? [name] : []));
  // Without any, the request is broken, and its reviewer has nothing but JSON.
  const wrongType = names.length > 0 ? checkOneOf(type, names) : [];
  if (wrongType.length > 0) return errorsBelow(['type'], wrongType);
  if (type === 'response' && typeof args !== 'string') return [{ path: ['args'], message: t`This must be text.` }];
  const isAction = isRecord(args) && typeof args.action === 'string' && 'args' in args;
  if (type === 'edit' && !isAction) return [{ path: ['args'], message: t`This must be an object {action, args}.` }];
  return [];
}
