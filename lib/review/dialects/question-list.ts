import { c, t } from '#lib/language/gettext';
import { isRecord } from '#lib/runs/is-record';
import type { DecisionPlan, FieldPlan, FormPlan } from '../form/form-plan';
import { asSchema } from '../form/read-schema';
import type { ListedQuestion, Question } from '../question';
import { recogniseChoices, recogniseQuestion } from './plain';

type QuestionList = Extract<Question, { dialect: 'question_list' }>;

/** Several questions at once, `{type: "ask_user_request", questions}`: all are answered, or the request is dismissed. */
export function recogniseQuestionList(value: unknown): QuestionList | null {
  if (!isRecord(value) || !Array.isArray(value.questions) || value.questions.length === 0) return null;
  const questions = value.questions.map(readQuestion);
  return questions.every((question) => question !== null) ? { dialect: 'question_list', questions } : null;
}

function readQuestion(value: unknown): ListedQuestion | null {
  if (typeof value === 'string') return { text: value, choices: null, multiple: false };
  const { question, prompt, message } = asSchema(value);
  const text = [question, prompt, message].find((each) => typeof each === 'string');
  if (typeof text !== 'string' || !recogniseQuestion(value)) return null;
  const asked = recogniseChoices(value);
  const choices = asked?.dialect === 'choices' ? asked : null;
  return { text, choices: choices?.choices ?? null, multiple: choices?.multiple ?? false };
}

export function planQuestionList({ questions }: QuestionList): DecisionPlan {
  const answers: FieldPlan[] = questions.map((question, index) => ({
    key: String(index),
    label: question.text,
    required: true,
    plan: planOne(question),
  }));
  const reason: FieldPlan = {
    key: 'reason',
    label: t`Reason`,
    required: false,
    plan: { kind: 'text', format: 'multiline' },
  };
  return {
    kind: 'decision',
    key: 'dismissed',
    initial: 0,
    options: [
      { value: false, label: c('verb').t`Answer`, intent: 'other', fields: answers },
      { value: true, label: t`Dismiss`, description: t`Answers none of them`, intent: 'reject', fields: [reason] },
    ],
  };
}

function planOne({ choices, multiple }: ListedQuestion): FormPlan {
  if (!choices) return { kind: 'text', format: 'multiline' };
  return { kind: multiple ? 'choices' : 'choice', options: choices };
}

export function replyToQuestionList({ questions }: QuestionList, value: unknown): unknown {
  const { dismissed, reason, ...answers } = asSchema(value);
  if (dismissed === true) return reason === undefined ? { dismissed } : { dismissed, reason };
  return { answers: questions.map((_, index) => answers[String(index)]) };
}

/** The form's value that leads to a reply. */
export function questionListValue(reply: unknown): unknown {
  const { answers, dismissed, reason } = asSchema(reply);
  if (Array.isArray(answers)) return { dismissed: false, ...answers };
  return dismissed === true ? { dismissed, reason } : undefined;
}
