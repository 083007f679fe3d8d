'use client';

import { type LucideIcon, Monitor, Moon, Sun } from 'lucide-react';
import { classNames } from '#app/_ui/class-names';
import { useHydrated } from '#app/_ui/now';
import { type Theme, useTheme } from '#app/_ui/theme';

const themes: { value: Theme; label: string; icon: LucideIcon }[] = [
  { value: 'system', label: 'System theme', icon: Monitor },
  { value: 'light', label: 'Light theme', icon: Sun },
  { value: 'dark', label: 'Dark theme', icon: Moon },
];

export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  const hydrated = useHydrated();
  return (
    <fieldset className="flex items-center">
      <legend className="sr-only">Theme</legend>
      {themes.map(({ value, label, icon: Icon }) => {
        // The server does not know the theme: nothing is marked until the browser has said it.
        const pressed = hydrated && theme === value;
        return (
          <button
            key={value}
            type="button"
            aria-label={label}
            aria-pressed={pressed}
            title={label}
            onClick={() => setTheme(value)}
            className={classNames(
              'flex size-7 items-center justify-center rounded-md hover:bg-sunken pointer-coarse:size-10',
              pressed ? 'bg-sunken text-ink' : 'text-ink-faint',
            )}
          >
            <Icon aria-hidden className="size-4" />
          </button>
        );
      })}
    </fieldset>
  );
}
