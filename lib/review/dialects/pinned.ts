import { t } from '#lib/language/gettext';
import type { DecisionPlan, FieldPlan, FormPlan, TextPlan } from '../form/form-plan';
import type { HomeGrown, Question } from '../question';
import type { ReplyProfile } from '../reply-profile';
import { answerInTemplate, fillTemplate } from '../reply-template';

type Pinned = Extract<Question, { dialect: 'pinned' }>;

const HOME_GROWN = [
  'embedded_schema',
  'question_list',
  'choices',
  'tool_review',
  'question',
  'editable_text',
  'anything',
];

/** The question with its settled reply. A convention that says its own reply keeps it. */
export function pinReply(question: Question, profile: ReplyProfile | null): Question {
  if (profile?.kind === 'text_args') {
    return question.dialect === 'agent_inbox' ? { ...question, asText: true } : question;
  }
  if (!profile || !isHomeGrown(question)) return question;
  // The profile says where the answer goes, so the payload's own habit is not asked.
  const asked = question.dialect === 'question' ? { ...question, replyKey: null } : question;
  return { dialect: 'pinned', asked, profile };
}

function isHomeGrown(question: Question): question is HomeGrown {
  return HOME_GROWN.includes(question.dialect);
}

/** Null: the form is that of the question as it was recognised. */
export function planPinned({ asked, profile }: Pinned): FormPlan | null {
  switch (profile.kind) {
    case 'text':
      return asked.dialect === 'choices' ? { kind: 'choice', options: asked.choices } : planText(asked);
    case 'boolean':
      return {
        kind: 'choice',
        options: [true, false].map((value) => ({ value, label: value ? t`Approve` : t`Reject` })),
      };
    case 'approval':
      return planApproval(profile.key);
    case 'action':
      return planAction(profile.key, asked);
    case 'template':
    case 'text_args':
      return null;
    default:
      return profile satisfies never;
  }
}

function planText(asked: HomeGrown): FormPlan {
  return asked.dialect === 'editable_text' ? planRevision(asked.text) : { kind: 'text', format: 'multiline' };
}

export function planRevision(text: string): TextPlan {
  return { kind: 'text', format: 'multiline', mayBeEmpty: true, initial: text, isRevision: true };
}

const reason = (): FieldPlan => ({
  key: 'reason',
  label: t`Reason`,
  required: false,
  plan: { kind: 'text', format: 'multiline' },
});

function planApproval(key: string): DecisionPlan {
  return {
    kind: 'decision',
    key,
    options: [
      { value: true, label: t`Approve`, intent: 'approve', fields: [] },
      { value: false, label: t`Reject`, intent: 'reject', fields: [reason()] },
    ],
  };
}

function planAction(key: string, asked: HomeGrown): DecisionPlan {
  const plan: FormPlan = asked.dialect === 'editable_text' ? planText(asked) : { kind: 'freeform' };
  const data: FieldPlan = { key: 'data', label: t`Data`, hint: t`What to use instead.`, required: true, plan };
  return {
    kind: 'decision',
    key,
    options: [
      { value: 'approve', label: t`Approve`, intent: 'approve', fields: [] },
      { value: 'edit', label: t`Edit`, intent: 'edit', fields: [data] },
      { value: 'reject', label: t`Reject`, intent: 'reject', fields: [reason()] },
    ],
  };
}

export function replyToPinned({ profile }: Pinned, value: unknown): unknown {
  if (profile.kind === 'template') return fillTemplate(profile.template, value);
  return profile.kind === 'text' && value !== undefined && typeof value !== 'string' ? String(value) : value;
}

/** The form's value that leads to a reply. */
export function pinnedValue({ asked, profile }: Pinned, reply: unknown): unknown {
  if (profile.kind === 'template') return answerInTemplate(profile.template, reply);
  if (profile.kind !== 'text' || asked.dialect !== 'choices') return reply;
  return asked.choices.find((choice) => String(choice.value) === reply)?.value ?? reply;
}
