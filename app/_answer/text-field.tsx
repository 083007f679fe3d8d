import { Field } from '#app/_ui/field';
import { Input, Textarea } from '#app/_ui/input';
import { textOf } from '#lib/review/form/draft';
import type { TextPlan } from '#lib/review/form/form-plan';
import { errorAt, type FieldProps } from './field-props';
import { Revision } from './revision';

const inputTypes = { plain: 'text', date: 'date', 'date-time': 'text', email: 'email', uri: 'url' } as const;

export function TextField(props: FieldProps<TextPlan>) {
  const { plan, draft } = props;
  if (!plan.isRevision) return <TextControl {...props} />;
  return (
    <Revision
      proposed={plan.initial}
      edited={textOf(draft)}
      isInvalid={errorAt(props.errors, props.path) !== undefined}
    >
      <TextControl {...props} />
    </Revision>
  );
}

function TextControl(props: FieldProps<TextPlan>) {
  const { plan, draft, onDraftChange, path, name, label, hint, required, errors } = props;
  const example = plan.format === 'date-time' ? 'For example 2026-11-20T14:00:00Z' : undefined;
  return (
    <Field label={label} hint={hint ?? example} required={required} error={errorAt(errors, path)}>
      {(control) =>
        plan.format === 'multiline' ? (
          <Textarea
            {...control}
            name={name}
            value={textOf(draft)}
            onChange={(event) => onDraftChange(event.target.value)}
          />
        ) : (
          <Input
            {...control}
            name={name}
            type={inputTypes[plan.format]}
            value={textOf(draft)}
            onChange={(event) => onDraftChange(event.target.value)}
            className="max-w-md"
          />
        )
      }
    </Field>
  );
}
