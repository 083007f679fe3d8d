import { isRecord } from '#lib/runs/is-record';
import type { DecisionOption, DecisionPlan, FormPlan } from '../form/form-plan';
import { inferSchema } from '../form/infer-schema';
import { planSchema } from '../form/plan-schema';
import { asSchema, type JsonSchema } from '../form/read-schema';
import type { Question, ToolAction, ToolDecision } from '../question';

type Middleware = Extract<Question, { dialect: 'middleware' }>;

/** LangChain's human-in-the-loop middleware; Python writes its keys in snake case, JavaScript in camel case. */
export function recogniseMiddleware(value: unknown): Middleware | null {
  if (!isRecord(value)) return null;
  const snake = readBatch(value.action_requests, value.review_configs);
  if (snake) return { dialect: 'middleware', casing: 'snake', actions: snake };
  const camel = readBatch(value.actionRequests, value.reviewConfigs);
  return camel ? { dialect: 'middleware', casing: 'camel', actions: camel } : null;
}

function readBatch(requests: unknown, configs: unknown): ToolAction[] | null {
  if (!Array.isArray(requests) || requests.length === 0 || !requests.every(isRecord)) return null;
  const settings = Array.isArray(configs) ? configs.filter(isRecord) : [];
  return requests.map((request, index) => readAction(request, configFor(request.name, index, settings)));
}

/** By position; two calls of one tool have the same name. By name when the positions do not agree. */
function configFor(name: unknown, index: number, configs: Record<string, unknown>[]): Record<string, unknown> {
  const named = (config: Record<string, unknown>) => (config.action_name ?? config.actionName) === name;
  const atIndex = configs[index];
  return (atIndex && named(atIndex) ? atIndex : configs.find(named)) ?? {};
}

const DECISIONS: ToolDecision[] = ['approve', 'edit', 'reject', 'respond'];

function readAction(request: Record<string, unknown>, config: Record<string, unknown>): ToolAction {
  const allowed = config.allowed_decisions ?? config.allowedDecisions;
  const schema = config.args_schema ?? config.argsSchema;
  return {
    name: typeof request.name === 'string' ? request.name : 'action',
    args: request.args ?? request.arguments ?? {},
    description: typeof request.description === 'string' ? request.description : null,
    // `respond` exists in one of the two runtimes only: offered where it is named.
    allowed: Array.isArray(allowed)
      ? DECISIONS.filter((type) => allowed.includes(type))
      : ['approve', 'edit', 'reject'],
    argsSchema: isRecord(schema) ? schema : null,
  };
}

export function planMiddleware({ actions }: Middleware): FormPlan {
  return { kind: 'batch', items: actions.map(planAction) };
}

function planAction(action: ToolAction): DecisionPlan {
  return {
    kind: 'decision',
    key: 'type',
    title: action.name,
    description: action.description ?? undefined,
    proposed: action.args,
    options: action.allowed.map((type) => optionFor(type, action)),
  };
}

function optionFor(type: ToolDecision, action: ToolAction): DecisionOption {
  const message = { key: 'message', plan: { kind: 'text', format: 'multiline' } } as const;
  switch (type) {
    case 'approve':
      return { value: type, label: 'Approve', description: 'Runs as proposed', intent: 'approve', fields: [] };
    case 'edit':
      return {
        value: type,
        label: 'Edit',
        description: 'Runs with changes',
        intent: 'edit',
        fields: [argsField(action.args, action.argsSchema)],
      };
    case 'reject':
      return {
        value: type,
        label: 'Reject',
        description: 'Does not run',
        intent: 'reject',
        fields: [{ ...message, label: 'Reason', hint: 'The model reads it and can do better.', required: false }],
      };
    case 'respond':
      return {
        value: type,
        label: 'Respond',
        description: 'Your words become the result',
        intent: 'other',
        fields: [{ ...message, label: 'Response', required: true }],
      };
    default:
      return type satisfies never;
  }
}

/** A form for changing arguments that keeps their JSON types; a schema that does not know one of the keys is not used. */
export function argsField(args: unknown, schema: JsonSchema | null) {
  const known = Object.keys(asSchema(schema?.properties));
  const fits = schema && Object.keys(asSchema(args)).every((key) => known.includes(key));
  const plan = planSchema(fits ? { ...schema, default: args } : inferSchema(args));
  return { key: 'args', label: 'Arguments', required: true, plan };
}

export function replyToMiddleware(question: Middleware, value: unknown): unknown {
  const decisions = (Array.isArray(value) ? value : []).map((decision: unknown, index) => {
    const { type, args, message } = asSchema(decision);
    if (type !== 'edit') return message === undefined ? { type } : { type, message };
    const edited = { name: question.actions[index]?.name, args };
    // Each runtime reads its own spelling and ignores the other.
    return { type, edited_action: edited, editedAction: edited };
  });
  return { decisions };
}
