import { Field, type FieldProps } from '#app/_ui/field';
import { Input } from '#app/_ui/input';
import type { FormState } from './form-values';

export interface FormFieldProps extends Pick<FieldProps, 'label' | 'hint'> {
  name: string;
  state: FormState;
  type?: 'text' | 'email' | 'password';
  autoComplete: string;
}

/** A required text of a form that the browser sends by itself. */
export function FormField({ name, label, hint, state, type = 'text', autoComplete }: FormFieldProps) {
  return (
    <Field label={label} hint={hint} error={state.errors[name]} required>
      {(control) => (
        <Input
          {...control}
          required
          name={name}
          type={type}
          autoComplete={autoComplete}
          defaultValue={state.values[name]}
          spellCheck={false}
          autoCapitalize={name === 'name' ? 'words' : 'none'}
        />
      )}
    </Field>
  );
}
