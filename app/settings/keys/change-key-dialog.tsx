'use client';

import { type FormEvent, type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { usePreferences } from '#app/_preferences/preferences-provider';
import { keyCaps } from '#app/_shell/key-caps';
import { type KeyMap, ownKey } from '#app/_shell/key-map';
import { type Proposal, proposeKey } from '#app/_shell/remap-key';
import { PressedCaps } from '#app/_shell/shortcut-caps';
import { nameOf } from '#app/_shell/shortcut-of';
import { Button } from '#app/_ui/button';
import { Dialog } from '#app/_ui/dialog';
import { Field } from '#app/_ui/field';
import { Input } from '#app/_ui/input';
import { jt } from '#app/_ui/jt';
import { t } from '#lib/language/gettext';

export interface ChangeKeyDialogProps {
  /** As the catalogue names it. */
  shortcut: string;
  what: string;
  onClose: () => void;
}

/** Another key for what one does. Nothing is kept that two actions of a screen would both hear. */
export function ChangeKeyDialog({ shortcut, what, onClose }: ChangeKeyDialogProps) {
  const { preferences, change } = usePreferences();
  const before = ownKey(preferences.keys, shortcut);
  const [typed, setTyped] = useState<string | null>(null);
  const pressed = typed ?? before;
  const proposal = proposeKey(preferences.keys, { key: shortcut, own: pressed });
  const swapped = proposal.kind === 'taken' ? proposal.swapped : null;
  const [form, status] = [useId(), useId()];
  const field = useRef<HTMLInputElement>(null);

  function keep(keys: KeyMap) {
    void change({ keys });
    onClose();
  }

  function save(event: FormEvent) {
    event.preventDefault();
    if (proposal.kind === 'free') keep(proposal.map);
  }

  // With Alt a field would write another sign, or nothing.
  function hearAlt(event: KeyboardEvent) {
    const name = nameOf(event.nativeEvent);
    if (!name?.startsWith('Alt+') || event.key === 'Alt') return;
    event.preventDefault();
    setTyped(name);
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      initialFocus={field}
      title={what}
      description={<Current before={before} shortcut={shortcut} />}
      footer={
        <>
          {pressed === shortcut ? null : (
            <Button className="mr-auto" onClick={() => setTyped(shortcut)}>
              {t`Reset`}
            </Button>
          )}
          <Button onClick={onClose}>{t`Cancel`}</Button>
          {swapped ? (
            <Button onClick={() => keep(swapped)}>{t`Swap the two`}</Button>
          ) : (
            <Button type="submit" form={form} variant="primary" aria-disabled={proposal.kind !== 'free' || undefined}>
              {t`Save`}
            </Button>
          )}
        </>
      }
    >
      <form id={form} onSubmit={save} className="flex flex-col gap-3">
        <Field label={t`New key`} required hint={hintFor(shortcut)}>
          {(control) => (
            <Input
              {...control}
              ref={field}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              aria-describedby={`${control['aria-describedby']} ${status}`}
              aria-invalid={proposal.kind === 'taken' || undefined}
              // Each sign replaces what was there, so nothing has to be deleted.
              value=""
              onChange={({ target }) => setTyped(typedWith(typed, { signs: target.value, shortcut }))}
              onKeyDown={hearAlt}
            />
          )}
        </Field>
        <p id={status} role="status" className="min-h-6 text-sm">
          <Verdict proposal={proposal} pressed={pressed} isNew={pressed !== before} />
        </p>
      </form>
    </Dialog>
  );
}

function Current({ before, shortcut }: { before: string; shortcut: string }) {
  const now = <PressedCaps pressed={before} />;
  const first = <PressedCaps pressed={shortcut} />;
  return (
    <span className="flex items-center gap-2">
      {before === shortcut ? jt`Now ${now}` : jt`Now ${now} and at first ${first}`}
    </span>
  );
}

type TakenKey = Extract<Proposal, { kind: 'taken' }>;

interface VerdictProps {
  proposal: Proposal;
  pressed: string;
  isNew: boolean;
}

function Verdict({ proposal, pressed, isNew }: VerdictProps) {
  const key = <PressedCaps pressed={pressed} />;
  switch (proposal.kind) {
    case 'malformed':
      return (
        <>
          {key} {t`This is no key.`}
        </>
      );
    case 'free':
      return isNew ? jt`${key} is free.` : jt`${key} is what it is now.`;
    case 'taken':
      return <Taken proposal={proposal}>{key}</Taken>;
  }
}

function Taken({ proposal, children: key }: { proposal: TakenKey; children: ReactNode }) {
  const others = describeOthers(proposal);
  return (
    <span className="text-danger-ink">
      {proposal.swapped
        ? jt`${key} is taken: ${others}. Choose another key, or swap the two.`
        : jt`${key} is taken: ${others}. Choose another key.`}
    </span>
  );
}

function describeOthers({ by }: TakenKey): string {
  const names = by.map(({ what, group: { title } }) => t`“${what()}” (${title()})`);
  return [...new Set(names)].join(', ');
}

function hintFor(shortcut: string): string {
  const caps = keyCaps(shortcut).join(' ');
  const many = isSequence(shortcut) ? t`One key, or two one after the other as in ${caps}.` : t`Press it.`;
  return `${many} ${t`With Alt it works while single keys are off, too.`}`;
}

function isSequence(shortcut: string): boolean {
  return shortcut.includes(' ');
}

/** The last sign; for a sequence the last two. */
function typedWith(before: string | null, { signs, shortcut }: { signs: string; shortcut: string }): string | null {
  let typed = before;
  for (const sign of signs.replaceAll(/\s/g, '')) {
    typed = isSequence(shortcut) && typed?.length === 1 ? `${typed} ${sign}` : sign;
  }
  return typed;
}
