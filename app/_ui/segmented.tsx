import { type ReactNode, useId } from 'react';
import { classNames } from './class-names';

export interface SegmentedProps<Value extends string> {
  legend: string;
  /** Keeps the legend for screen readers only. */
  hideLegend?: boolean;
  /** Under which the choice is in the form's data; without, it is not there. */
  name?: string;
  /** Undefined: none is chosen. */
  value: Value | undefined;
  onValueChange: (value: Value) => void;
  options: { value: Value; label: ReactNode }[];
  className?: string;
}

/** A few short options in one row, of which one is chosen. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { legend, hideLegend, value, onValueChange, options, className } = props;
  const ownName = useId();
  return (
    <fieldset className={classNames('flex flex-wrap items-center gap-2', className)}>
      <legend className={hideLegend ? 'sr-only' : 'float-left mr-2 text-xs text-ink-faint'}>{legend}</legend>
      <div className="inline-flex rounded-md border border-control-line p-0.5">
        {options.map((option) => (
          <label
            key={option.value}
            className={classNames(
              'flex h-6 items-center rounded px-2.5 text-xs font-medium pointer-coarse:h-10',
              'has-focus-visible:outline-2 has-focus-visible:outline-accent',
              value === option.value ? 'bg-accent-soft text-accent-strong' : 'text-ink-soft hover:bg-sunken',
            )}
          >
            <input
              type="radio"
              name={props.name ?? ownName}
              value={option.value}
              checked={value === option.value}
              onChange={() => onValueChange(option.value)}
              className="sr-only"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
