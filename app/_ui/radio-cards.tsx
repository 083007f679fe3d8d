import { type ReactNode, useId } from 'react';
import { classNames } from './class-names';
import { FieldError } from './field';

export interface RadioCard {
  value: string;
  label: string;
  /** One line: what choosing it does. */
  description?: ReactNode;
  icon?: ReactNode;
  danger?: boolean;
  /** What kind of choice it is, for shortcuts. */
  intent?: string;
  disabled?: boolean;
}

export interface RadioCardsProps {
  /** Under which the choice is in the form's data; without, it is not there. */
  name?: string;
  legend: string;
  /** Keeps the legend for screen readers only. */
  hideLegend?: boolean;
  value: string | undefined;
  onValueChange: (value: string) => void;
  options: RadioCard[];
  error?: string;
  /** Side by side where there is room, rather than one below the other. */
  inline?: boolean;
}

export function RadioCards(props: RadioCardsProps) {
  const { legend, hideLegend, value, onValueChange, options, error, inline } = props;
  const id = useId();
  const name = props.name ?? id;
  const errorId = `${id}-error`;
  return (
    <fieldset
      data-invalid={error ? true : undefined}
      aria-describedby={error ? errorId : undefined}
      className="flex flex-col gap-1.5"
    >
      <legend className={hideLegend ? 'sr-only' : 'mb-1.5 text-sm font-medium'}>{legend}</legend>
      <div className={inline ? 'grid grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] gap-2' : 'flex flex-col gap-2'}>
        {options.map((option) => (
          <label
            key={option.value}
            className={classNames(
              'flex items-start gap-2.5 rounded-md border border-control-line px-3 py-2 has-disabled:opacity-55',
              'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
              option.danger
                ? 'has-checked:border-danger has-checked:bg-danger-soft'
                : 'has-checked:border-accent has-checked:bg-accent-soft',
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              data-intent={option.intent}
              onChange={() => onValueChange(option.value)}
              className={classNames(
                'mt-0.75 size-3.5 shrink-0 outline-none',
                option.danger ? 'accent-danger' : 'accent-accent',
              )}
            />
            <span className="min-w-0">
              <span className="flex items-center gap-1.5 text-sm font-medium [&_svg]:size-4">
                {option.icon}
                {option.label}
              </span>
              {option.description ? <span className="block text-xs text-ink-soft">{option.description}</span> : null}
            </span>
          </label>
        ))}
      </div>
      {error ? <FieldError id={errorId}>{error}</FieldError> : null}
    </fieldset>
  );
}
