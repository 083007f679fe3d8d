'use client';

import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { classNames } from '#app/_ui/class-names';
import { Input } from '#app/_ui/input';
import { t } from '#lib/language/gettext';
import { type NameChoice, type NameOption, nameOptions } from './name-options';

export interface NamePickerProps extends Omit<NameChoice, 'text'> {
  input: RefObject<HTMLInputElement | null>;
  onPick: (name: string | null) => void;
}

/** A text field over the names that fit it; the arrows walk through them and Enter takes one. */
export function NamePicker({ input, onPick, ...choice }: NamePickerProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [place, setPlace] = useState(0);
  const options = nameOptions({ ...choice, text });
  const at = Math.min(place, options.length - 1);
  const idOf = (n: number) => `${id}-${n}`;

  function onKeyDown(event: KeyboardEvent) {
    const option = options[at];
    if (event.key === 'ArrowDown') setPlace(Math.min(at + 1, options.length - 1));
    else if (event.key === 'ArrowUp') setPlace(Math.max(at - 1, 0));
    else if (event.key === 'Enter' && option) onPick(option.name);
    else return;
    event.preventDefault();
  }

  return (
    <div className="flex flex-col gap-2">
      <Input
        ref={input}
        role="combobox"
        aria-label={t`Name`}
        aria-expanded
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={at >= 0 ? idOf(at) : undefined}
        autoComplete="off"
        placeholder={t`Name`}
        maxLength={80}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setPlace(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" aria-label={t`Names`} className="max-h-64 overflow-y-auto">
        {options.map((option, n) => (
          <Name key={option.label} id={idOf(n)} option={option} isActive={n === at} onPick={onPick} />
        ))}
      </div>
    </div>
  );
}

interface NameProps {
  id: string;
  option: NameOption;
  isActive: boolean;
  onPick: (name: string | null) => void;
}

function Name({ id, option, isActive, onPick }: NameProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus
    // biome-ignore lint/a11y/useFocusableInteractive: as above
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      ref={isActive ? intoSight : undefined}
      onClick={() => onPick(option.name)}
      className={classNames(
        'flex min-h-9 cursor-pointer items-center rounded-md px-2.5 text-sm wrap-anywhere pointer-coarse:min-h-11',
        isActive ? 'bg-accent-soft text-accent-strong' : 'hover:bg-sunken',
      )}
    >
      {option.label}
    </div>
  );
}

function intoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
