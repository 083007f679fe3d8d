'use client';

import { useQuery } from '@tanstack/react-query';
import { Inbox, Monitor, Moon, Rows2, Rows4, Settings, Sun } from 'lucide-react';
import { usePathname, useRouter } from 'next/navigation';
import { useState } from 'react';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import { usePreferences } from '#app/_preferences/preferences-provider';
import { useReviewer } from '#app/_shell/reviewer';
import { ShortcutCaps } from '#app/_shell/shortcut-caps';
import { shortcutHub } from '#app/_shell/shortcut-hub';
import { useTheme } from '#app/_ui/theme';
import type { CountedView } from '#app/inbox/read-saved-views';
import { viewLabels } from '#app/inbox/view-labels';
import { settingsSections } from '#app/settings/settings-sections';
import { t } from '#lib/language/gettext';
import { INBOX_VIEWS } from '#lib/review/inbox-views';
import { liveCommands } from './live-commands';
import { PaletteGroup, PaletteItem } from './palette-item';

export interface PaletteCommandsProps {
  onChoose: (run: () => void) => void;
}

/** What can be done and where one can go, whatever is typed. */
export function PaletteCommands({ onChoose }: PaletteCommandsProps) {
  return (
    <>
      <LiveCommands onChoose={onChoose} />
      <Views onChoose={onChoose} />
      <Looks onChoose={onChoose} />
      <Sections onChoose={onChoose} />
    </>
  );
}

/** What the screen below hears; it does not change while the palette is open. */
function LiveCommands({ onChoose }: PaletteCommandsProps) {
  const pathname = usePathname();
  const [groups] = useState(() => liveCommands(pathname, (keys) => shortcutHub.actionOf(keys) !== null));
  return groups.map(({ title, commands }) => (
    <PaletteGroup key={title} title={title}>
      {commands.map(({ keys, what }) => (
        <PaletteItem
          key={keys}
          value={`${what} (${title})`}
          hint={<ShortcutCaps keys={keys} />}
          onSelect={() => onChoose(() => shortcutHub.actionOf(keys)?.())}
        >
          {what}
        </PaletteItem>
      ))}
    </PaletteGroup>
  ));
}

/** Those of the inbox, and what was saved as one. */
function Views({ onChoose }: PaletteCommandsProps) {
  const router = useRouter();
  const { data: saved = [] } = useQuery({
    queryKey: queryKeys.savedViews(),
    queryFn: ({ signal }) => fetchJson<CountedView[]>('/data/saved-views', signal),
  });
  const views = [
    ...INBOX_VIEWS.map((view) => ({ id: `${view}`, label: viewLabels()[view], query: `view=${view}` })),
    ...saved.map(({ id, name, query }) => ({ id, label: name, query })),
  ];
  return (
    <PaletteGroup title={t`Views of the inbox`}>
      {views.map(({ id, label, query }) => (
        <PaletteItem
          key={id}
          value={`${label} (view ${id})`}
          icon={<Inbox aria-hidden />}
          onSelect={() => onChoose(() => router.push(`/inbox?${query}`))}
        >
          {label}
        </PaletteItem>
      ))}
    </PaletteGroup>
  );
}

const themes = () =>
  [
    { value: 'system', label: t`Theme of the system`, icon: Monitor },
    { value: 'light', label: t`Light theme`, icon: Sun },
    { value: 'dark', label: t`Dark theme`, icon: Moon },
  ] as const;

const densityLooks = () =>
  [
    { value: 'comfortable', label: t`Comfortable lists`, icon: Rows2 },
    { value: 'compact', label: t`Compact lists`, icon: Rows4 },
  ] as const;

function Looks({ onChoose }: PaletteCommandsProps) {
  const { setTheme } = useTheme();
  const { change } = usePreferences();
  return (
    <PaletteGroup title={t`Appearance`}>
      {themes().map(({ value, label, icon: Icon }) => (
        <PaletteItem
          key={value}
          value={label}
          icon={<Icon aria-hidden />}
          onSelect={() => onChoose(() => setTheme(value))}
        >
          {label}
        </PaletteItem>
      ))}
      {densityLooks().map(({ value, label, icon: Icon }) => (
        <PaletteItem
          key={value}
          value={label}
          icon={<Icon aria-hidden />}
          onSelect={() => onChoose(() => void change({ density: value }))}
        >
          {label}
        </PaletteItem>
      ))}
    </PaletteGroup>
  );
}

const settingsCommand = (section: string) => t`${section} (settings)`;

function Sections({ onChoose }: PaletteCommandsProps) {
  const router = useRouter();
  const { may } = useReviewer();
  return (
    <PaletteGroup title={t`Settings`}>
      {settingsSections
        .filter(({ permission }) => may(permission))
        .map(({ href, label }) => (
          <PaletteItem
            key={href}
            value={settingsCommand(label())}
            icon={<Settings aria-hidden />}
            onSelect={() => onChoose(() => router.push(href))}
          >
            {label()}
          </PaletteItem>
        ))}
    </PaletteGroup>
  );
}
