import type { ReactNode } from 'react';

export interface CheckboxCardProps {
  label: string;
  /** One or two lines: what checking it does. */
  description: ReactNode;
  icon?: ReactNode;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
}

/** A choice of its own beside those of `RadioCards`, and in their look. */
export function CheckboxCard({ label, description, icon, checked, onCheckedChange }: CheckboxCardProps) {
  return (
    <label className="flex items-start gap-2.5 rounded-md border border-control-line px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onCheckedChange(event.target.checked)}
        className="mt-0.75 size-3.5 shrink-0 accent-accent outline-none"
      />
      <span className="min-w-0">
        <span className="flex items-center gap-1.5 text-sm font-medium [&_svg]:size-4">
          {icon}
          {label}
        </span>
        <span className="block text-xs text-ink-soft">{description}</span>
      </span>
    </label>
  );
}
