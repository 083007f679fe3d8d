import { Field } from '#app/_ui/field';
import { Select } from '#app/_ui/input';
import type { Role } from '#lib/auth/permissions';
import { roleOptions } from './role-options';

export function RoleField({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  return (
    <Field label="Role" hint={roleOptions.find(({ value }) => value === role)?.can} required>
      {(control) => (
        <Select
          {...control}
          value={role}
          onValueChange={(value) => onChange(roleOptions.find((option) => option.value === value)?.value ?? role)}
          options={roleOptions}
        />
      )}
    </Field>
  );
}
