import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names';

/** 16 px on touch screens: iOS zooms into anything smaller. */
const control =
  'w-full rounded-md border border-control-line bg-surface px-2.5 text-sm text-ink placeholder:text-ink-faint ' +
  'pointer-coarse:text-[1rem] aria-invalid:border-danger focus-visible:outline-offset-0 disabled:bg-sunken disabled:text-ink-faint';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input dir="auto" {...rest} className={classNames(control, 'h-9 pointer-coarse:h-11', className)} />;
}

/** Grows with its text. `compact`: starts with one line instead of three. */
export function Textarea({ className, compact, ...rest }: ComponentProps<'textarea'> & { compact?: boolean }) {
  const height = compact ? 'min-h-9 py-1.5' : 'min-h-20 py-2';
  return <textarea dir="auto" {...rest} className={classNames(control, 'field-sizing-content', height, className)} />;
}

export interface SelectProps extends Omit<ComponentProps<'select'>, 'onChange'> {
  options: { value: string; label: string }[];
  /** Without it the choice is the browser's own, for a form that is sent. */
  onValueChange?: (value: string) => void;
}

/** The browser's own select: it is accessible, and on a phone it is the native picker. Label it with `Field` or `aria-label`. */
export function Select({ options, onValueChange, className, ...rest }: SelectProps) {
  return (
    <span className={classNames('relative inline-flex min-w-0', className)}>
      <select
        {...rest}
        onChange={onValueChange && ((event) => onValueChange(event.target.value))}
        className={classNames(control, 'h-9 appearance-none truncate pr-8 pointer-coarse:h-11')}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-faint"
      />
    </span>
  );
}
