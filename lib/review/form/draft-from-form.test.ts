import { describe, expect, test } from 'vitest';
import { dialectFixtures } from '../dialects/dialect-fixtures';
import { planForm } from '../plan-form';
import { recognise } from '../recognise';
import { type Draft, readDraft, recordOf } from './draft';
import { draftFromForm, nameBelow, shownName } from './draft-from-form';
import type { FormPlan } from './form-plan';

/** What a browser sends of the form that shows a draft. */
function post(plan: FormPlan, draft: Draft, name = 'answer'): [string, string][] {
  switch (plan.kind) {
    case 'object':
      return plan.fields.flatMap((field) =>
        post(field.plan, recordOf(draft)[field.key] ?? '', nameBelow(name, field.key)),
      );
    case 'batch':
      return plan.items.flatMap((item, index) => post(item, [draft].flat()[index] ?? '', nameBelow(name, index)));
    case 'array':
      return [draft].flat().flatMap((item, index) => post(plan.item, item, nameBelow(name, index)));
    case 'choices':
      return [draft].flat().map((chosen) => [name, String(chosen)]);
    case 'freeform': {
      const { text, as } = recordOf(draft);
      return [
        [`${name}/text`, String(text)],
        ...(as === 'auto' ? [] : [[`${name}/as`, String(as)] satisfies [string, string]]),
      ];
    }
    case 'decision': {
      const { option, fields = {} } = recordOf(draft);
      const chosen = plan.options[Number(option)];
      const below = (chosen?.fields ?? []).flatMap((field) =>
        post(field.plan, recordOf(fields)[field.key] ?? '', nameBelow(`${name}/fields`, field.key)),
      );
      return [[`${name}/option`, String(option)], [shownName(name), String(option)], ...below];
    }
    default:
      return [[name, String(draft)]];
  }
}

function formData(entries: [string, string][]): FormData {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}

describe('draftFromForm', () => {
  test.each(dialectFixtures)('reads the answer to $name from a plain form', ({ draft, reply: _reply, ...asked }) => {
    const plan = planForm(recognise(asked).question);

    const read = draftFromForm(plan, formData(post(plan, draft)), 'answer');

    expect(read.isComplete).toBe(true);
    expect(readDraft(plan, read.draft)).toEqual(readDraft(plan, draft));
  });

  const action = { name: 'send_email', args: { to: 'a@x.io' } };
  const config = { action_name: 'send_email', allowed_decisions: ['approve', 'edit'] };
  const plan = planForm(recognise({ value: { action_requests: [action], review_configs: [config] } }).question);

  test('an option whose fields were not shown is not sent with what they start with', () => {
    const read = draftFromForm(plan, formData([['answer/0/option', '1']]), 'answer');

    expect(read).toEqual({ draft: [{ option: '1', fields: { args: { to: 'a@x.io' } } }], isComplete: false });
  });

  test('an option without fields is complete', () => {
    expect(draftFromForm(plan, formData([['answer/0/option', '0']]), 'answer').isComplete).toBe(true);
  });

  test('fields of another option than the chosen one do not count', () => {
    const data = formData([
      ['answer/0/option', '1'],
      ['answer/0/shown', '0'],
    ]);

    expect(draftFromForm(plan, data, 'answer').isComplete).toBe(false);
  });

  test('line breaks are those that were typed', () => {
    const text = { kind: 'text', format: 'multiline' } as const;

    expect(draftFromForm(text, formData([['answer', 'a\r\nb']]), 'answer').draft).toBe('a\nb');
  });
});
