import { t } from '#lib/language/gettext';
import { FormField, type FormFieldProps } from './form-field';

/** A password that is chosen now: browsers offer to make one and to keep it. */
export function NewPasswordField(field: Pick<FormFieldProps, 'label' | 'state'>) {
  return (
    <FormField
      {...field}
      name="password"
      type="password"
      hint={t`12 characters or more.`}
      autoComplete="new-password"
    />
  );
}
