export interface SwitchProps {
  label: string;
  checked: boolean;
  disabled?: boolean;
  onCheckedChange: (checked: boolean) => void;
}

/** One setting that is on or off. */
export function Switch({ label, checked, disabled, onCheckedChange }: SwitchProps) {
  return (
    <label className="flex min-h-8 items-center gap-2 text-sm has-disabled:text-ink-faint">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onCheckedChange(event.target.checked)}
        className="size-4 accent-accent"
      />
      {label}
    </label>
  );
}
