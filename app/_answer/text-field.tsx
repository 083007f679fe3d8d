import { Field, type FieldControl } from '#app/_ui/field';
import { Input, Textarea } from '#app/_ui/input';
import { t } from '#lib/language/gettext';
import { textOf } from '#lib/review/form/draft';
import type { TextFormat, TextPlan } from '#lib/review/form/form-plan';
import { maskText } from '#lib/runs/masking/mask-text';
import { isSecretPlace } from '#lib/runs/masking/mask-value';
import { secretNames } from '#lib/runs/masking/secret-names';
import { errorAt, type FieldProps } from './field-props';
import { Revision } from './revision';
import { SecretField } from './secret-field';

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
  const example = plan.format === 'date-time' ? t`For example ${'2026-11-20T14:00:00Z'}` : undefined;
  const Control = controlOf(props);
  return (
    <Field label={label} hint={hint ?? example} required={required} error={errorAt(errors, path)}>
      {(control) => (
        <Control {...control} name={name} format={plan.format} text={textOf(draft)} onTextChange={onDraftChange} />
      )}
    </Field>
  );
}

interface ControlProps extends FieldControl {
  name: string;
  format: TextFormat;
  text: string;
  onTextChange: (text: string) => void;
}

function controlOf(props: FieldProps<TextPlan>) {
  if (holdsSecret(props)) return SecretText;
  return props.plan.format === 'multiline' ? LongText : ShortText;
}

function SecretText({ format, text, onTextChange, ...control }: ControlProps) {
  const hasLines = format === 'multiline' || text.includes('\n');
  return <SecretField {...control} value={text} onValueChange={onTextChange} hasLines={hasLines} />;
}

function LongText({ format: _format, text, onTextChange, ...control }: ControlProps) {
  return <Textarea {...control} value={text} onChange={(event) => onTextChange(event.target.value)} />;
}

function ShortText({ format, text, onTextChange, ...control }: ControlProps) {
  return (
    <Input
      {...control}
      type={format === 'multiline' ? 'text' : inputTypes[format]}
      value={text}
      onChange={(event) => onTextChange(event.target.value)}
      className="max-w-md"
    />
  );
}

/** By its schema, its name, or what it starts as; a text with a secret somewhere in it has to be read to be changed. */
function holdsSecret({ plan, path }: FieldProps<TextPlan>): boolean {
  const names = secretNames();
  return (
    Boolean(plan.isSecret) ||
    isSecretPlace(path, names) ||
    maskText(plan.initial ?? '', names).every((part) => part.isSecret)
  );
}
