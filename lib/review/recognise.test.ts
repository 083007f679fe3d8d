import { describe, expect, test } from 'vitest';
import { buildReply } from './build-reply';
import { checkReply } from './check-reply';
import type { DialectFixture } from './dialects/dialect-fixture';
import { dialectFixtures } from './dialects/dialect-fixtures';
import { draftOf, readDraft } from './form/draft';
import { fillDraft } from './form/fill-draft';
import { formValueOf } from './form-value';
import { planForm } from './plan-form';
import { recognise } from './recognise';

const mail = { name: 'send_email', args: { to: 'a@x.io', copies: 2 } };

describe('recognise', () => {
  test.each(dialectFixtures)(
    'sees $name as $dialect and replies in its shape',
    ({ dialect, draft, reply, ...asked }) => {
      const { question } = recognise(asked);
      const reading = readDraft(planForm(question), draft);

      expect(question.dialect).toBe(dialect);
      expect(reading.errors).toEqual([]);
      expect(buildReply(question, reading.value)).toEqual(reply);
      expect(checkReply(question, reply)).toEqual([]);
    },
  );

  // The text of an edited value does not say that it was a number.
  test.each(dialectFixtures.filter(({ replyProfile }) => replyProfile?.kind !== 'text_args'))(
    'shows the reply to $name in the form again',
    ({ reply, ...asked }) => {
      const { question } = recognise(asked);
      const plan = planForm(question);

      const draft = fillDraft(plan, formValueOf(question, reply));

      expect(buildReply(question, readDraft(plan, draft).value)).toEqual(reply);
    },
  );

  test.each(dialectFixtures)(
    'does not send $name untouched unless it is already complete',
    ({ dialect, name, ...asked }) => {
      const { question } = recognise(asked);
      const plan = planForm(question);

      const { errors } = readDraft(plan, draftOf(plan));

      // A text to correct may be right as it is; several choices may be none; a form may start with values.
      const complete =
        ('initial' in plan && plan.kind === 'text') || plan.kind === 'choices' || name.includes('to start with');
      expect(errors.length > 0).toBe(!complete);
    },
  );

  test('a value that is null or a number can still be answered with JSON', () => {
    expect(recognise({ value: null }).question.dialect).toBe('anything');
    expect(recognise({ value: 42 }).question.dialect).toBe('anything');
  });

  test('the sentence of a payload is its prompt and the rest its context', () => {
    const { prompt } = recognise({ value: { question: 'Approve?', risk: 'high', options: ['yes', 'no'] } });

    expect(prompt).toEqual({ text: 'Approve?', context: { risk: 'high' } });
  });

  test('configs of a batch are paired by position, so that two calls of one tool keep their own', () => {
    const review_configs = [
      { action_name: 'send_email', allowed_decisions: ['approve'] },
      { action_name: 'send_email', allowed_decisions: ['reject'] },
    ];
    const { question } = recognise({ value: { action_requests: [mail, mail], review_configs } });

    expect(question).toMatchObject({ actions: [{ allowed: ['approve'] }, { allowed: ['reject'] }] });
  });

  test.each([
    ['is missing', { action_name: 'send_email' }],
    ['is empty', { action_name: 'send_email', allowed_decisions: [] }],
    ['is misspelt', { action_name: 'send_email', allowed_decision: ['approve'] }],
    ['names what nobody knows', { action_name: 'send_email', allowed_decisions: ['aprove'] }],
    ['is that of another tool', { action_name: 'execute_sql', allowed_decisions: ['approve'] }],
  ])('an allow-list that %s opens no gate', (_, config) => {
    const { question } = recognise({ value: { action_requests: [mail], review_configs: [config] } });

    expect(question).toMatchObject({ actions: [{ allowed: ['reject'], isAllowListBroken: true }] });
    expect(checkReply(question, { decisions: [{ type: 'approve' }] })).toHaveLength(1);
  });

  test('a settled reply does not change a convention that says its own', () => {
    for (const { dialect, replyProfile, ...asked } of dialectFixtures.filter(saysItsReply)) {
      expect(recognise({ ...asked, replyProfile: { kind: 'boolean' } }).question.dialect).toBe(dialect);
    }
  });

  test.each([
    { value: { context: 'a long story' }, dialect: 'anything' },
    { value: { textToRevise: 'a', llm_output: 'b' }, dialect: 'anything' },
    { value: { output: 'a long story' }, dialect: 'editable_text' },
    { value: { schema: { table: 'users' }, question: 'Which?' }, dialect: 'question' },
    { value: { action_requests: [] }, dialect: 'anything' },
    { value: '["a", "b"]', dialect: 'question' },
  ])('sees $value as $dialect', ({ value, dialect }) => {
    expect(recognise({ value }).question.dialect).toBe(dialect);
  });
});

function saysItsReply({ dialect }: DialectFixture): boolean {
  const conventions = ['response_schema', 'middleware', 'agent_inbox', 'ag_ui', 'elicitation', 'elicitation_url'];
  return [...conventions, 'tool_approval', 'option_approval'].includes(dialect);
}

test('an option that must be confirmed is not sent without', () => {
  const options = [{ id: 'ever', kind: 'allow-always', confirm: true }];
  const plan = planForm(recognise({ value: { approval: { id: 'a', options } } }).question);

  expect(readDraft(plan, { option: '0', fields: {} }).errors).toMatchObject([{ path: ['confirmed'] }]);
});
