import type { ConstantPlan } from '#lib/review/form/form-plan';
import type { FieldProps } from './field-props';

/** Nothing to decide: shown so that nobody is surprised by what is sent. */
export function ConstantField({ plan, label }: FieldProps<ConstantPlan>) {
  return (
    <p className="text-sm">
      <span className="font-medium">{label}</span>{' '}
      <span className="rounded bg-sunken px-1 font-mono text-xs">{JSON.stringify(plan.value)}</span>
    </p>
  );
}
