'use client';

import { type Preferences, undoChoices } from '#app/_preferences/preferences';
import { usePreferences } from '#app/_preferences/preferences-provider';
import { ShortcutCaps } from '#app/_shell/shortcut-caps';
import { Card, CardHeader } from '#app/_ui/card';
import { Select } from '#app/_ui/input';
import { jt } from '#app/_ui/jt';
import { c, t } from '#lib/language/gettext';
import { SettingRow } from '../setting-row';

export function DecidingCard({ serverUndoSeconds }: { serverUndoSeconds: number }) {
  const { preferences, change } = usePreferences();
  return (
    <Card>
      <CardHeader title={t`Deciding`} />
      <div className="divide-y">
        <SettingRow title={t`Time to take a decision back`} description={<UndoHint isOff={serverUndoSeconds === 0} />}>
          <Select
            aria-label={t`Time to take a decision back`}
            disabled={serverUndoSeconds === 0}
            value={preferences.undo}
            onValueChange={(value) => void change({ undo: undoChoices.find((choice) => choice === value) ?? 'server' })}
            options={undoChoices.map((value) => ({ value, label: undoLabel(value, serverUndoSeconds) }))}
          />
        </SettingRow>
      </div>
    </Card>
  );
}

function UndoHint({ isOff }: { isOff: boolean }) {
  if (isOff) return t`This server is set to send every decision at once.`;
  return jt`A decision is sent when this time is over; until then ${<ShortcutCaps keys="z" />} takes it back.`;
}

function undoLabel(choice: Preferences['undo'], serverSeconds: number): string {
  if (choice === 'server')
    return serverSeconds === 0 ? c('no time').t`None` : t`${serverSeconds} s, as the server is set`;
  return choice === '0' ? t`None: send at once` : t`${choice} s`;
}
