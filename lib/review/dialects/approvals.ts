import { t } from '#lib/language/gettext';
import { isRecord } from '#lib/runs/is-record';
import type { AnswerError } from '#lib/runs/validate-answer';
import { checkOneOf, errorsBelow } from '../form/answer-errors';
import type { DecisionPlan, FieldPlan } from '../form/form-plan';
import { asSchema } from '../form/read-schema';
import type { ApprovalOption, Question } from '../question';

type ToolApproval = Extract<Question, { dialect: 'tool_approval' }>;
type OptionApproval = Extract<Question, { dialect: 'option_approval' }>;

const reason = (): FieldPlan => ({
  key: 'reason',
  label: t`Reason`,
  required: false,
  plan: { kind: 'text', format: 'multiline' },
});

/** The AI SDK's approval of a tool call: a part of a message, or the stream's request. */
export function recogniseToolApproval(value: unknown): ToolApproval | null {
  if (!isRecord(value)) return null;
  const approvalId = isRecord(value.approval) ? value.approval.id : undefined;
  const id = value.type === 'tool-approval-request' ? (value.approvalId ?? approvalId ?? value.id) : undefined;
  const found = value.state === 'approval-requested' ? approvalId : id;
  if (typeof found !== 'string') return null;
  return {
    dialect: 'tool_approval',
    id: found,
    toolName: toolNameOf(value),
    input: value.input ?? asSchema(value.toolCall).input,
    requestReason: textOr(asSchema(value.approval).requestReason ?? value.requestReason),
  };
}

function toolNameOf(value: Record<string, unknown>): string | null {
  const name = value.toolName ?? asSchema(value.toolCall).toolName;
  if (typeof name === 'string') return name;
  return typeof value.type === 'string' && value.type !== 'tool-approval-request'
    ? value.type.replace(/^tool-/, '')
    : null;
}

function textOr(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function planToolApproval({ toolName, input, requestReason }: ToolApproval): DecisionPlan {
  return {
    kind: 'decision',
    key: 'approved',
    title: toolName ?? undefined,
    description: requestReason ?? undefined,
    proposed: input,
    options: [
      { value: true, label: t`Approve`, intent: 'approve', fields: [] },
      { value: false, label: t`Deny`, intent: 'reject', fields: [reason()] },
    ],
  };
}

/** assistant-ui's approval with named options. */
export function recogniseOptionApproval(value: unknown): OptionApproval | null {
  const options = isRecord(value) && isRecord(value.approval) ? value.approval.options : undefined;
  if (!Array.isArray(options) || options.length === 0) return null;
  const read = options.map(readOption);
  return read.every((option) => option !== null) ? { dialect: 'option_approval', options: read } : null;
}

function readOption(value: unknown): ApprovalOption | null {
  if (!isRecord(value) || typeof value.id !== 'string' || typeof value.kind !== 'string') return null;
  return {
    id: value.id,
    kind: value.kind,
    label: textOr(value.label) ?? value.kind,
    description: textOr(value.description),
    needsConfirmation: value.confirm === true,
    grants: Array.isArray(value.grants) ? value.grants.map(String) : [],
  };
}

export function planOptionApproval({ options }: OptionApproval): DecisionPlan {
  return {
    kind: 'decision',
    key: 'optionId',
    options: options.map(({ id, kind, label, description, grants, needsConfirmation }) => {
      const allows = kind.startsWith('allow');
      const granted = grants.join(', ');
      const grant = granted ? t`Grants ${granted}` : null;
      const refusal = kind.startsWith('reject') ? 'reject' : 'other';
      return {
        value: id,
        label,
        description: [description, grant].filter((text) => text !== null).join(' · ') || undefined,
        intent: allows ? 'approve' : refusal,
        fields: [...(needsConfirmation ? [confirmation(grant ?? label)] : []), ...(allows ? [] : [reason()])],
      };
    }),
  };
}

/** A second step that is a part of the form, so that it cannot be skipped. It does not go back. */
function confirmation(what: string): FieldPlan {
  const options = [{ value: true, label: t`Yes: ${what}` }];
  return { key: 'confirmed', label: t`Are you sure?`, required: true, plan: { kind: 'choice', options } };
}

export function replyToOptionApproval({ options }: OptionApproval, value: unknown): unknown {
  const { confirmed: _confirmed, ...chosen } = asSchema(value);
  const kind = options.find((option) => option.id === chosen.optionId)?.kind ?? '';
  const known = kind.startsWith('allow') || kind.startsWith('reject');
  return known ? { ...chosen, approved: kind.startsWith('allow') } : chosen;
}

export function checkToolApproval({ id }: ToolApproval, reply: unknown): AnswerError[] {
  const given = asSchema(reply);
  return [
    ...errorsBelow(['id'], checkOneOf(given.id, [id])),
    ...errorsBelow(['approved'], checkOneOf(given.approved, [true, false])),
  ];
}

export function checkOptionApproval({ options }: OptionApproval, reply: unknown): AnswerError[] {
  const ids = options.map((option) => option.id);
  return errorsBelow(['optionId'], checkOneOf(asSchema(reply).optionId, ids));
}
