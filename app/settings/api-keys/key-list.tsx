'use client';

import { KeyRound, Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '#app/_ui/button';
import { Card, CardHeader } from '#app/_ui/card';
import { EmptyState } from '#app/_ui/empty-state';
import { jt } from '#app/_ui/jt';
import { ShownOnce } from '#app/_ui/shown-once';
import type { KeyView } from '#lib/auth/list-accounts';
import { c, t } from '#lib/language/gettext';
import { KeyRow } from './key-row';

const NewKeyDialog = dynamic(() => import('./new-key-dialog').then((module) => module.NewKeyDialog), {
  loading: () => null,
});

export function KeyList({ keys }: { keys: KeyView[] }) {
  const [isAdding, setAdding] = useState(false);
  const [made, setMade] = useState<{ name: string; key: string }>();
  const add = (
    <Button size="sm" variant="primary" icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
      {t`Create key`}
    </Button>
  );
  const header = <code>x-api-key</code>;
  const option = <code>apiKey</code>;
  const bearer = <code>Authorization: Bearer</code>;
  return (
    <>
      <p className="text-sm text-ink-soft">
        {jt`A program sends its key as ${header}, which is what LangGraph's clients do with ${option}, or as ${bearer}. What it does is recorded under the key's name.`}
      </p>
      {made ? (
        <ShownOnce
          title={t`The key ${made.name}, which is not shown again`}
          text={made.key}
          what={c('what is copied').t`key`}
        >
          {t`Keep it where the program finds it, and nobody else does.`}
        </ShownOnce>
      ) : null}
      {keys.length === 0 ? (
        <EmptyState icon={<KeyRound aria-hidden />} title={t`No program has a key`} actions={add}>
          {t`Programs that use the API need one each.`}
        </EmptyState>
      ) : (
        <Card>
          <CardHeader title={t`API keys`} detail={keys.length} actions={add} />
          <ul aria-label={t`API keys`} className="divide-y">
            {keys.map((key) => (
              <KeyRow key={key.id} apiKey={key} />
            ))}
          </ul>
        </Card>
      )}
      {isAdding ? (
        <NewKeyDialog
          onClose={(key) => {
            setAdding(false);
            if (key) setMade(key);
          }}
        />
      ) : null}
    </>
  );
}
