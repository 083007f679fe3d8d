import { Field } from '#app/_ui/field';
import { Select } from '#app/_ui/input';
import type { Role } from '#lib/auth/permissions';
import { t } from '#lib/language/gettext';
import { roleOptions } from './role-options';

export function RoleField({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  const options = roleOptions();
  return (
    <Field label={t`Role`} hint={options.find(({ value }) => value === role)?.can} required>
      {(control) => (
        <Select
          {...control}
          value={role}
          onValueChange={(value) => onChange(options.find((option) => option.value === value)?.value ?? role)}
          options={options}
        />
      )}
    </Field>
  );
}
