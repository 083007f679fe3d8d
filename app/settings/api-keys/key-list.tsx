'use client';

import { KeyRound, Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '#app/_ui/button';
import { Card, CardHeader } from '#app/_ui/card';
import { EmptyState } from '#app/_ui/empty-state';
import { ShownOnce } from '#app/_ui/shown-once';
import type { KeyView } from '#lib/auth/list-accounts';
import { KeyRow } from './key-row';

const NewKeyDialog = dynamic(() => import('./new-key-dialog').then((module) => module.NewKeyDialog), {
  loading: () => null,
});

export function KeyList({ keys }: { keys: KeyView[] }) {
  const [isAdding, setAdding] = useState(false);
  const [made, setMade] = useState<{ name: string; key: string }>();
  const add = (
    <Button size="sm" variant="primary" icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
      Create key
    </Button>
  );
  return (
    <>
      <p className="text-sm text-ink-soft">
        A program sends its key as <code>x-api-key</code>, which is what LangGraph's clients do with <code>apiKey</code>
        , or as <code>Authorization: Bearer</code>. What it does is recorded under the key's name.
      </p>
      {made ? (
        <ShownOnce title={`The key ${made.name}, which is not shown again`} text={made.key} what="key">
          Keep it where the program finds it, and nobody else does.
        </ShownOnce>
      ) : null}
      {keys.length === 0 ? (
        <EmptyState icon={<KeyRound aria-hidden />} title="No program has a key" actions={add}>
          Programs that use the API need one each.
        </EmptyState>
      ) : (
        <Card>
          <CardHeader title="API keys" detail={keys.length} actions={add} />
          <ul aria-label="API keys" className="divide-y">
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
