'use client';

import {
  askForNotifications,
  type NotificationSupport,
  useNotificationSupport,
} from '#app/_attention/notification-support';
import { playTone } from '#app/_attention/play-tone';
import { usePreferences } from '#app/_preferences/preferences-provider';
import { Card, CardHeader } from '#app/_ui/card';
import { t } from '#lib/language/gettext';
import { SettingRow } from '../setting-row';
import { Switch } from '../switch';

function newsHint(support: NotificationSupport | null): string {
  const when = t`When a question waits for you while no tab of Holdpoint is in front. They name graph and node, never what is asked.`;
  switch (support) {
    case null:
    case 'granted':
      return when;
    case 'default':
      return `${when} ${t`The browser will ask whether it may.`}`;
    case 'denied':
      return t`This browser blocks them here. Allow notifications in its settings for this address; this page notices when you have.`;
    case 'insecure':
      return t`Browsers offer them over https, and on the machine of the server, only.`;
    case 'unsupported':
      return t`This browser does not offer them to pages.`;
  }
}

/** How a person who looks elsewhere learns of new questions. */
export function NewsCard() {
  const { preferences, change } = usePreferences();
  const support = useNotificationSupport();
  const isPossible = support === 'default' || support === 'granted';
  async function turnNotifications(on: boolean) {
    const notifications = on && (await askForNotifications());
    await change({ notifications });
  }
  async function turnSound(sound: boolean) {
    if (sound) playTone();
    await change({ sound });
  }
  return (
    <Card>
      <CardHeader title={t`New questions`} />
      <div className="divide-y">
        <SettingRow title={t`Browser notifications`} description={<span role="status">{newsHint(support)}</span>}>
          <Switch
            label={t`Notify me`}
            checked={preferences.notifications && support === 'granted'}
            disabled={!isPossible}
            onCheckedChange={(on) => void turnNotifications(on)}
          />
        </SettingRow>
        <SettingRow
          title={t`Sound`}
          description={t`A short tone at the same moments. A browser lets a tab sound only after you have clicked in it.`}
        >
          <Switch label={t`Play a tone`} checked={preferences.sound} onCheckedChange={(on) => void turnSound(on)} />
        </SettingRow>
      </div>
    </Card>
  );
}
