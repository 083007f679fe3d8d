'use client';

import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from 'react';
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
              Reset
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          {swapped ? (
            <Button onClick={() => keep(swapped)}>Swap the two</Button>
          ) : (
            <Button type="submit" form={form} variant="primary" aria-disabled={proposal.kind !== 'free' || undefined}>
              Save
            </Button>
          )}
        </>
      }
    >
      <form id={form} onSubmit={save} className="flex flex-col gap-3">
        <Field label="New key" required hint={hintFor(shortcut)}>
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
        <p id={status} role="status" className="flex min-h-6 flex-wrap items-center gap-2 text-sm">
          <PressedCaps pressed={pressed} />
          <Verdict proposal={proposal} isNew={pressed !== before} />
        </p>
      </form>
    </Dialog>
  );
}

function Current({ before, shortcut }: { before: string; shortcut: string }) {
  return (
    <span className="flex items-center gap-2">
      Now <PressedCaps pressed={before} />
      {before === shortcut ? null : (
        <>
          and at first <PressedCaps pressed={shortcut} />
        </>
      )}
    </span>
  );
}

function Verdict({ proposal, isNew }: { proposal: Proposal; isNew: boolean }) {
  switch (proposal.kind) {
    case 'malformed':
      return 'This is no key.';
    case 'free':
      return isNew ? 'is free.' : 'is what it is now.';
    case 'taken':
      return (
        <span className="min-w-0 flex-1 text-danger-ink">
          {`is taken: ${[...new Set(proposal.by.map(({ what, group }) => `“${what}” (${group.title})`))].join(', ')}. `}
          {proposal.swapped ? 'Choose another key, or swap the two.' : 'Choose another key.'}
        </span>
      );
  }
}

function hintFor(shortcut: string): string {
  const caps = keyCaps(shortcut).join(' ');
  const many = isSequence(shortcut) ? `One key, or two one after the other as in ${caps}.` : 'Press it.';
  return `${many} With Alt it works while single keys are off, too.`;
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
