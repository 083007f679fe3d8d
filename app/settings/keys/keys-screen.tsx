'use client';

import { useState } from 'react';
import { usePreferences } from '#app/_preferences/preferences-provider';
import { type ShortcutGroup, shortcutCatalogue } from '#app/_shell/shortcut-catalogue';
import { Button } from '#app/_ui/button';
import { Card, CardHeader } from '#app/_ui/card';
import { ConfirmDialog } from '#app/_ui/confirm-dialog';
import { msgid, ngettext, t } from '#lib/language/gettext';
import { SettingRow } from '../setting-row';
import { Switch } from '../switch';
import { ChangeKeyDialog } from './change-key-dialog';
import { KeyRow } from './key-row';

/** What is done by keys, as the sheet of keys groups it, and the way to other keys. */
export function KeysScreen() {
  const { preferences, change } = usePreferences();
  const [changing, setChanging] = useState<{ shortcut: string; what: string } | null>(null);
  const changed = Object.keys(preferences.keys).length;
  return (
    <>
      <Card>
        <CardHeader title={t`Keys`} />
        <div className="divide-y">
          <SettingRow
            title={t`Single-key shortcuts`}
            description={t`Off: only keys with Ctrl, Command or Alt do something. For who dictates, or whose keys are pressed by accident.`}
          >
            <Switch
              label={t`Single keys`}
              checked={preferences.singleKeys}
              onCheckedChange={(singleKeys) => void change({ singleKeys })}
            />
          </SettingRow>
          <SettingRow title={t`Your own keys`} description={<span role="status">{describeChanged(changed)}</span>}>
            <ResetAll disabled={changed === 0} onReset={() => void change({ keys: {} })} />
          </SettingRow>
        </div>
      </Card>
      {shortcutCatalogue.map((group) => (
        <KeyGroup key={group.title()} group={group} onChange={(shortcut, what) => setChanging({ shortcut, what })} />
      ))}
      {changing ? <ChangeKeyDialog {...changing} onClose={() => setChanging(null)} /> : null}
    </>
  );
}

function describeChanged(count: number): string {
  if (count === 0) return t`None is changed. What you change below is named so on every screen.`;
  return ngettext(
    msgid`${count} key is changed in this browser.`,
    msgid`${count} keys are changed in this browser.`,
    count,
  );
}

interface KeyGroupProps {
  group: ShortcutGroup;
  onChange: (shortcut: string, what: string) => void;
}

function KeyGroup({ group: { title, entries }, onChange }: KeyGroupProps) {
  return (
    <Card>
      <CardHeader title={title()} />
      <ul aria-label={title()} className="divide-y">
        {entries.map(({ keys, what }) => (
          <KeyRow key={keys.join()} keys={keys} what={what()} onChange={(shortcut) => onChange(shortcut, what())} />
        ))}
      </ul>
    </Card>
  );
}

function ResetAll({ disabled, onReset }: { disabled: boolean; onReset: () => void }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button disabled={disabled} onClick={() => setAsking(true)}>
        {t`Reset all`}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t`Reset all keys?`}
        description={t`Every key is what it was at first; what you have chosen is forgotten.`}
        confirmLabel={t`Reset all keys`}
        onConfirm={() => {
          setAsking(false);
          onReset();
        }}
      />
    </>
  );
}
