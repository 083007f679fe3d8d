import { t } from '#lib/language/gettext';
import { isRecord } from '#lib/runs/is-record';
import type { AnswerError } from '#lib/runs/validate-answer';
import { checkOneOf, errorsBelow } from '../form/answer-errors';
import { checkSchema } from '../form/check-schema';
import { draftOf, readDraft } from '../form/draft';
import type { DecisionOption, DecisionPlan, FieldPlan, FormPlan } from '../form/form-plan';
import { inferSchema } from '../form/infer-schema';
import { planSchema } from '../form/plan-schema';
import { asSchema, type JsonSchema } from '../form/read-schema';
import type { Question, ToolAction, ToolDecision } from '../question';
import { sameJson } from '../same-json';

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
  if (!Array.isArray(configs)) return requests.map((request) => readAction(request, null));
  const settings = configs.map(asSchema);
  return requests.map((request, index) => readAction(request, configFor(request.name, index, settings)));
}

/** By position; two calls of one tool have the same name. By name when the positions do not agree. */
function configFor(name: unknown, index: number, configs: JsonSchema[]): JsonSchema {
  const nameIn = (config: JsonSchema) => config.action_name ?? config.actionName;
  const atIndex = configs[index];
  const fits = atIndex && [name, undefined].includes(nameIn(atIndex));
  return (fits ? atIndex : configs.find((config) => nameIn(config) === name)) ?? {};
}

const DECISIONS: ToolDecision[] = ['approve', 'edit', 'reject', 'respond'];
/** `respond` exists in one of the two runtimes only: offered where it is named. */
const WITHOUT_CONFIGS: ToolDecision[] = ['approve', 'edit', 'reject'];

/** `config`: null for a batch that has no list of configs at all. */
function readAction(request: JsonSchema, config: JsonSchema | null): ToolAction {
  const schema = config?.args_schema ?? config?.argsSchema;
  // The alpha of the convention described an action in its config, and called its arguments `arguments`.
  const description = request.description ?? config?.description;
  return {
    name: typeof request.name === 'string' ? request.name : 'action',
    args: request.args ?? request.arguments ?? {},
    description: typeof description === 'string' ? description : null,
    ...(config ? readAllowed(config) : { allowed: WITHOUT_CONFIGS, isAllowListBroken: false }),
    argsSchema: isRecord(schema) ? schema : null,
  };
}

/** A list that is missing, empty or misspelt must not open the gate: rejecting is always safe. */
function readAllowed(config: JsonSchema): Pick<ToolAction, 'allowed' | 'isAllowListBroken'> {
  const listed = config.allowed_decisions ?? config.allowedDecisions;
  const allowed = Array.isArray(listed) ? DECISIONS.filter((type) => listed.includes(type)) : [];
  return allowed.length > 0 ? { allowed, isAllowListBroken: false } : { allowed: ['reject'], isAllowListBroken: true };
}

export function planMiddleware({ actions, casing }: Middleware): FormPlan {
  return { kind: 'batch', items: actions.map((action) => planAction(action, casing)) };
}

function planAction(action: ToolAction, casing: Middleware['casing']): DecisionPlan {
  return {
    kind: 'decision',
    key: 'type',
    title: action.name,
    description: action.description ?? undefined,
    notice: action.isAllowListBroken
      ? t`The request does not say which decisions are allowed here, so only rejecting is offered.`
      : undefined,
    proposed: action.args,
    options: action.allowed.map((type) => optionFor(type, action, casing)),
  };
}

const reasonHint = (casing: Middleware['casing']): string =>
  ({
    snake: t`The model reads it. Without one it is only told not to try this again.`,
    camel: t`The model reads it and can do better.`,
  })[casing];

function optionFor(type: ToolDecision, action: ToolAction, casing: Middleware['casing']): DecisionOption {
  const message = { key: 'message', plan: { kind: 'text', format: 'multiline' } } as const;
  switch (type) {
    case 'approve':
      return { value: type, label: t`Approve`, description: t`Runs as proposed`, intent: 'approve', fields: [] };
    case 'edit':
      return {
        value: type,
        label: t`Edit`,
        description: t`Runs with changes`,
        intent: 'edit',
        fields: [argsField(action.args, action.argsSchema)],
      };
    case 'reject':
      return {
        value: type,
        label: t`Reject`,
        description: t`Does not run`,
        intent: 'reject',
        fields: [{ ...message, label: t`Reason`, hint: reasonHint(casing), required: false }],
      };
    case 'respond':
      return {
        value: type,
        label: t`Respond`,
        description: t`Your words become the result`,
        intent: 'other',
        fields: [{ ...message, label: t`Response`, required: true }],
      };
    default:
      return type satisfies never;
  }
}

/** A form for changing arguments that keeps their JSON types; JSON where a form would lose something of them. */
export function argsField(args: unknown, schema: JsonSchema | null): FieldPlan {
  // A schema may be of another version of the tool: one that does not know a key of the arguments is not used.
  const known = Object.keys(asSchema(schema?.properties));
  const fits = schema && Object.keys(asSchema(args)).every((key) => known.includes(key));
  const plan = planSchema(fits ? { ...schema, default: args } : inferSchema(args));
  const isFaithful = sameJson(readDraft(plan, draftOf(plan)).value, args);
  return {
    key: 'args',
    label: t`Arguments`,
    required: true,
    plan: isFaithful ? plan : { kind: 'json', initial: args },
  };
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

/** The form's value that leads to a reply. */
export function middlewareValue(reply: unknown): unknown {
  const { decisions } = asSchema(reply);
  if (!Array.isArray(decisions)) return undefined;
  return decisions.map((decision: unknown) => {
    const { edited_action: snake, editedAction: camel, ...rest } = asSchema(decision);
    const { args } = asSchema(snake ?? camel);
    return args === undefined ? rest : { ...rest, args };
  });
}

/** What the middleware would refuse: a wrong number of decisions, one that is not allowed, another tool, wrong arguments. */
export function checkMiddleware({ actions, casing }: Middleware, reply: unknown): AnswerError[] {
  const { decisions } = asSchema(reply);
  if (!Array.isArray(decisions)) return [{ path: ['decisions'], message: t`A list of decisions is needed here.` }];
  if (decisions.length !== actions.length) {
    const [needed, given] = [actions.length, decisions.length];
    const message = t`One decision for each action is needed: ${needed}, not ${given}.`;
    return [{ path: ['decisions'], message }];
  }
  return actions.flatMap((action, index) =>
    errorsBelow(['decisions', index], checkDecision(action, asSchema(decisions[index]), casing)),
  );
}

function checkDecision(action: ToolAction, decision: JsonSchema, casing: Middleware['casing']): AnswerError[] {
  const { type, message } = decision;
  const wrongType = checkOneOf(type, action.allowed);
  if (wrongType.length > 0) return errorsBelow(['type'], wrongType);
  if (type === 'respond' && typeof message !== 'string')
    return [{ path: ['message'], message: t`Say something here.` }];
  if (type !== 'edit') return [];
  const key = casing === 'snake' ? 'edited_action' : 'editedAction';
  return errorsBelow([key], checkEdit(action, asSchema(decision[key])));
}

function checkEdit({ name, argsSchema }: ToolAction, edited: JsonSchema): AnswerError[] {
  // Another tool may have rules of its own about who approves it.
  const quoted = JSON.stringify(name);
  if (edited.name !== name) return [{ path: ['name'], message: t`This must stay ${quoted}.` }];
  if (!isRecord(edited.args)) return [{ path: ['args'], message: t`This must be an object.` }];
  return argsSchema ? errorsBelow(['args'], checkSchema(edited.args, argsSchema)) : [];
}
