'use client';

import { useReviewer } from '#app/_shell/reviewer';
import { Button } from '#app/_ui/button';
import { Card, CardHeader } from '#app/_ui/card';
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
      <p className="text-xs text-ink-faint">These settings are kept in this browser, for whoever uses it.</p>
    </>
  );
}

function NameCard() {
  const { name, askForName } = useReviewer();
  return (
    <Card>
      <CardHeader title="You" />
      <SettingRow title={name ?? 'No name yet'} description="Every decision of this browser is recorded with it.">
        <Button onClick={() => void askForName()}>{name ? 'Change name' : 'Give your name'}</Button>
      </SettingRow>
    </Card>
  );
}
