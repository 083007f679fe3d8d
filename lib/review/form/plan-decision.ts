import { t } from '#lib/language/gettext';
import { isRecord } from '#lib/runs/is-record';
import type { DecisionOption, DecisionPlan, FieldPlan, Intent, Option } from './form-plan';
import { labelOf } from './label-of';
import { asSchema, type JsonSchema, requiredKeys } from './read-schema';

/** Keys under which a decision is. */
export const LEADS = new Set([
  'decision',
  'action',
  'verdict',
  'type',
  'response',
  'approved',
  'approve',
  'confirmed',
  'accept',
]);

const INTENTS: Record<Exclude<Intent, 'other'>, RegExp> = {
  approve: /^(approved?|accept(ed)?|allow(ed)?|yes|confirm(ed)?|continue|ok|true)$/i,
  edit: /^(edit(ed)?|modify|modified|change|update|amend|respond|response|feedback)$/i,
  reject: /^(reject(ed)?|den(y|ied)|declined?|ignored?|no|cancel(led)?|block|false)$/i,
};

const EXPLAINS = /^(reason|comments?|notes?|message|feedback|explanation|why|justification)$/i;

/** Whether words under a key say why. */
export function explains(key: string): boolean {
  return EXPLAINS.test(key);
}

/** What may be approved in another form than it was proposed. */
const CHANGES = /^edited/i;

export function intentOf(value: unknown): Intent {
  const text = String(value);
  if (INTENTS.approve.test(text)) return 'approve';
  if (INTENTS.edit.test(text)) return 'edit';
  return INTENTS.reject.test(text) ? 'reject' : 'other';
}

/**
 * Sees an object such as `{decision: approve | reject | edit, amount?, reason?}` as a decision: approving asks for nothing
 * that is optional but what is edited, rejecting only for words that explain it, editing for everything.
 */
export function planEnumDecision(schema: JsonSchema, fields: FieldPlan[]): DecisionPlan | null {
  const lead = fields.find((field) => field.required && LEADS.has(field.key) && field.plan.kind === 'choice');
  if (lead?.plan.kind !== 'choice') return null;
  const intents = lead.plan.options.map((option) => intentOf(option.value));
  if (!intents.includes('approve') || !intents.includes('reject')) return null;
  const others = fields.filter((field) => field !== lead);
  const options = lead.plan.options.map((option) => decisionOption({ schema, key: lead.key, option, others }));
  return { kind: 'decision', key: lead.key, description: lead.hint, options };
}

function decisionOption({ schema, key, option, others }: OptionRequest): DecisionOption {
  const intent = intentOf(option.value);
  const demanded = conditionallyRequired(schema, key, option.value);
  const fields = others
    .map((field) => ({ ...field, required: field.required || demanded.has(field.key) }))
    .filter((field) => field.required || isOffered(field, intent));
  return { ...option, label: decisionLabel(option), intent, fields };
}

interface OptionRequest {
  schema: JsonSchema;
  key: string;
  option: Option;
  others: FieldPlan[];
}

function isOffered(field: FieldPlan, intent: Intent): boolean {
  if (intent === 'approve') return CHANGES.test(field.key);
  return intent === 'reject' ? EXPLAINS.test(field.key) : true;
}

/** `if {properties: {decision: {const: 'edit'}}} then {required: [...]}`, alone or within allOf. */
function conditionallyRequired(schema: JsonSchema, key: string, value: unknown): Set<unknown> {
  const rules = [schema, ...(Array.isArray(schema.allOf) ? schema.allOf.map(asSchema) : [])];
  const met = rules.filter((rule) => {
    const condition = asSchema(asSchema(asSchema(rule.if).properties)[key]);
    return condition.const === value || (Array.isArray(condition.enum) && condition.enum.includes(value));
  });
  return new Set(met.flatMap((rule) => [...requiredKeys(asSchema(rule.then))]));
}

/** Sees `oneOf` objects told apart by a constant under one common key as a decision. */
export function planVariants(
  branches: JsonSchema[],
  fieldsOf: (branch: JsonSchema) => FieldPlan[],
): DecisionPlan | null {
  const [first] = branches;
  if (!first || branches.length < 2 || !branches.every((branch) => isRecord(branch.properties))) return null;
  const key = Object.keys(asSchema(first.properties)).find((name) =>
    branches.every((branch) => constantAt(branch, name) !== undefined),
  );
  if (key === undefined) return null;
  const options = branches.map((branch) => {
    const value = constantAt(branch, key);
    const title = typeof branch.title === 'string' ? branch.title : undefined;
    const description = typeof branch.description === 'string' ? branch.description : undefined;
    const fields = fieldsOf(branch).filter((field) => field.key !== key);
    return {
      value,
      label: title ?? decisionLabel({ value, label: String(value) }),
      description,
      intent: intentOf(value),
      fields,
    };
  });
  return { kind: 'decision', key, options };
}

/** Values that agents give a decision in all conventions: they are labels of ours, where nobody has given another. */
function wellKnown(value: string): string | undefined {
  const labels = new Map([
    ['approve', t`Approve`],
    ['accept', t`Accept`],
    ['edit', t`Edit`],
    ['reject', t`Reject`],
    ['deny', t`Deny`],
    ['decline', t`Decline`],
    ['respond', t`Respond`],
    ['ignore', t`Ignore`],
    ['cancel', t`Cancel`],
  ]);
  return labels.get(value);
}

function constantAt(branch: JsonSchema, key: string): unknown {
  const property = asSchema(asSchema(branch.properties)[key]);
  if (Array.isArray(property.enum) && property.enum.length === 1) return property.enum[0];
  return property.const;
}

function decisionLabel({ value, label }: Option): string {
  if (typeof value === 'boolean') return value ? t`Approve` : t`Reject`;
  return label === value ? (wellKnown(label) ?? labelOf(label)) : labelOf(label);
}
