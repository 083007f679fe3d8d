'use client';

import { useReviewer } from '#app/_shell/reviewer';
import { Button } from '#app/_ui/button';
import { Card, CardHeader } from '#app/_ui/card';
import { t } from '#lib/language/gettext';
import { SettingRow } from '../setting-row';
import { AccountCard } from './account-card';
import { AppearanceCard } from './appearance-card';
import { DecidingCard } from './deciding-card';
import { NewsCard } from './news-card';

export function ProfileScreen({ serverUndoSeconds }: { serverUndoSeconds: number }) {
  const { name, isMember } = useReviewer();
  return (
    <>
      {isMember && name ? <AccountCard name={name} /> : <NameCard />}
      <AppearanceCard />
      <DecidingCard serverUndoSeconds={serverUndoSeconds} />
      <NewsCard />
      <p className="text-xs text-ink-faint">{t`These settings are kept in this browser, for whoever uses it.`}</p>
    </>
  );
}

function NameCard() {
  const { name, askForName } = useReviewer();
  return (
    <Card>
      <CardHeader title={t`You`} />
      <SettingRow title={name ?? t`No name yet`} description={t`Every decision of this browser is recorded with it.`}>
        <Button onClick={() => void askForName()}>{name ? t`Change name` : t`Give your name`}</Button>
      </SettingRow>
    </Card>
  );
}
