import { FieldError } from '#app/_ui/field';
import { t } from '#lib/language/gettext';
import { recordOf } from '#lib/review/form/draft';
import { nameBelow } from '#lib/review/form/draft-from-form';
import type { FieldPlan, ObjectPlan } from '#lib/review/form/form-plan';
import { type ContainerProps, errorAt, type FieldProps } from './field-props';

export function ObjectField({ plan, label, path, hint, required, inner, ...rest }: ContainerProps<ObjectPlan>) {
  const fields = <FieldList fields={plan.fields} path={path} inner={inner} {...rest} />;
  if (path.length === 0) return fields;
  return (
    <fieldset className="flex flex-col gap-2 border-l-2 pl-3">
      <legend className="mb-1 text-sm font-semibold">
        {label}
        {required ? null : <span className="ml-1.5 text-xs font-normal text-ink-faint">{t`optional`}</span>}
      </legend>
      {hint ? <p className="text-xs text-ink-faint">{hint}</p> : null}
      {fields}
    </fieldset>
  );
}

type FieldListProps = Pick<FieldProps, 'draft' | 'onDraftChange' | 'path' | 'name' | 'errors'> & {
  fields: FieldPlan[];
  inner: ContainerProps<ObjectPlan>['inner'];
};

/** The fields of an object, one below the other. */
export function FieldList({ fields, draft, onDraftChange, path, name, errors, inner: Inner }: FieldListProps) {
  const values = recordOf(draft);
  const error = path.length > 0 ? errorAt(errors, path) : undefined;
  return (
    <div className="flex flex-col gap-4">
      {error ? <FieldError>{error}</FieldError> : null}
      {fields.map((field) => (
        <Inner
          key={field.key}
          plan={field.plan}
          label={field.label}
          hint={field.hint}
          required={field.required}
          draft={values[field.key]}
          onDraftChange={(next) => onDraftChange({ ...values, [field.key]: next })}
          path={[...path, field.key]}
          name={nameBelow(name, field.key)}
          errors={errors}
        />
      ))}
    </div>
  );
}
