'use client';

import { usePreferences } from '#app/_preferences/preferences-provider';
import { Card, CardHeader } from '#app/_ui/card';
import { useHydrated } from '#app/_ui/now';
import { Segmented } from '#app/_ui/segmented';
import { type Theme, useTheme } from '#app/_ui/theme';
import { t } from '#lib/language/gettext';
import { localeNames, locales } from '#lib/language/locales';
import { SettingRow } from '../setting-row';
import { Switch } from '../switch';

const languageNames = locales.map((locale) => ({ value: locale, label: localeNames[locale] }));

const themes = (): { value: Theme; label: string }[] => [
  { value: 'system', label: t`System` },
  { value: 'light', label: t`Light` },
  { value: 'dark', label: t`Dark` },
];

export function AppearanceCard() {
  const { preferences, change } = usePreferences();
  const { theme, setTheme } = useTheme();
  // The server does not know the theme.
  const shownTheme = useHydrated() ? theme : undefined;
  return (
    <Card>
      <CardHeader title={t`Appearance`} />
      <div className="divide-y">
        <SettingRow title={t`Theme`}>
          <Segmented
            legend={t`Theme of the screens`}
            hideLegend
            value={shownTheme}
            onValueChange={setTheme}
            options={themes()}
          />
        </SettingRow>
        <SettingRow title={t`Language`} description={t`Of the screens. What agents and people write stays as it is.`}>
          <Segmented
            legend={t`Language of the screens`}
            hideLegend
            value={preferences.language}
            onValueChange={(language) => void change({ language }).then(() => location.reload())}
            options={[{ value: 'browser', label: t`The browser's` }, ...languageNames]}
          />
        </SettingRow>
        <SettingRow title={t`Density`} description={t`How much of a list fits on the screen.`}>
          <Segmented
            legend={t`Density`}
            hideLegend
            value={preferences.density}
            onValueChange={(density) => void change({ density })}
            options={[
              { value: 'comfortable', label: t`Comfortable` },
              { value: 'compact', label: t`Compact` },
            ]}
          />
        </SettingRow>
        <SettingRow
          title={t`Questions beside the list`}
          description={t`On a wide screen the inbox shows what you open at its side. Elsewhere a question has a page of its own.`}
        >
          <Switch
            label={t`Beside the list`}
            checked={preferences.readingPane}
            onCheckedChange={(readingPane) => void change({ readingPane })}
          />
        </SettingRow>
        <SettingRow
          title={t`Times`}
          description={t`How long ago, or the moment itself. Pointing at a time shows it in full.`}
        >
          <Segmented
            legend={t`Times`}
            hideLegend
            value={preferences.times}
            onValueChange={(times) =>
              void change({ times, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone })
            }
            options={[
              { value: 'relative', label: t`3 min ago` },
              { value: 'absolute', label: '14:05' },
            ]}
          />
        </SettingRow>
      </div>
    </Card>
  );
}
