'use client';

import {
  askForNotifications,
  type NotificationSupport,
  useNotificationSupport,
} from '#app/_attention/notification-support';
import { playTone } from '#app/_attention/play-tone';
import { usePreferences } from '#app/_preferences/preferences-provider';
import { Card, CardHeader } from '#app/_ui/card';
import { SettingRow } from '../setting-row';
import { Switch } from '../switch';

const WHEN =
  'When a question waits for you while no tab of Holdpoint is in front. They name graph and node, never what is asked.';

const descriptions: Record<NotificationSupport, string> = {
  default: `${WHEN} The browser will ask whether it may.`,
  granted: WHEN,
  denied:
    'This browser blocks them here. Allow notifications in its settings for this address; this page notices when you have.',
  insecure: 'Browsers offer them over https, and on the machine of the server, only.',
  unsupported: 'This browser does not offer them to pages.',
};

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
      <CardHeader title="New questions" />
      <div className="divide-y">
        <SettingRow
          title="Browser notifications"
          description={<span role="status">{support === null ? WHEN : descriptions[support]}</span>}
        >
          <Switch
            label="Notify me"
            checked={preferences.notifications && support === 'granted'}
            disabled={!isPossible}
            onCheckedChange={(on) => void turnNotifications(on)}
          />
        </SettingRow>
        <SettingRow
          title="Sound"
          description="A short tone at the same moments. A browser lets a tab sound only after you have clicked in it."
        >
          <Switch label="Play a tone" checked={preferences.sound} onCheckedChange={(on) => void turnSound(on)} />
        </SettingRow>
      </div>
    </Card>
  );
}
