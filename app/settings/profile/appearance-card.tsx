'use client';

import { usePreferences } from '#app/_preferences/preferences-provider';
import { Card, CardHeader } from '#app/_ui/card';
import { useHydrated } from '#app/_ui/now';
import { Segmented } from '#app/_ui/segmented';
import { type Theme, useTheme } from '#app/_ui/theme';
import { SettingRow } from '../setting-row';
import { Switch } from '../switch';

const themes: { value: Theme; label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

export function AppearanceCard() {
  const { preferences, change } = usePreferences();
  const { theme, setTheme } = useTheme();
  // The server does not know the theme.
  const shownTheme = useHydrated() ? theme : undefined;
  return (
    <Card>
      <CardHeader title="Appearance" />
      <div className="divide-y">
        <SettingRow title="Theme">
          <Segmented
            legend="Theme of the screens"
            hideLegend
            value={shownTheme}
            onValueChange={setTheme}
            options={themes}
          />
        </SettingRow>
        <SettingRow title="Density" description="How much of a list fits on the screen.">
          <Segmented
            legend="Density"
            hideLegend
            value={preferences.density}
            onValueChange={(density) => void change({ density })}
            options={[
              { value: 'comfortable', label: 'Comfortable' },
              { value: 'compact', label: 'Compact' },
            ]}
          />
        </SettingRow>
        <SettingRow
          title="Questions beside the list"
          description="On a wide screen the inbox shows what you open at its side. Elsewhere a question has a page of its own."
        >
          <Switch
            label="Beside the list"
            checked={preferences.readingPane}
            onCheckedChange={(readingPane) => void change({ readingPane })}
          />
        </SettingRow>
        <SettingRow
          title="Times"
          description="How long ago, or the moment itself. Pointing at a time shows it in full."
        >
          <Segmented
            legend="Times"
            hideLegend
            value={preferences.times}
            onValueChange={(times) =>
              void change({ times, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone })
            }
            options={[
              { value: 'relative', label: '3 min ago' },
              { value: 'absolute', label: '14:05' },
            ]}
          />
        </SettingRow>
      </div>
    </Card>
  );
}
