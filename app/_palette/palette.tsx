'use client';

import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useReturnFocus } from '#app/_ui/use-return-focus';
import { t } from '#lib/language/gettext';
import { FirstFound } from './first-found';
import { FoundItems, FoundStatus, foundValues } from './found-items';
import { PaletteCommands } from './palette-commands';
import { scoreCommand } from './score-command';
import { usePaletteSearch } from './use-palette-search';

export interface PaletteProps {
  onOpenChange: (open: boolean) => void;
}

/** Everything by name: what can be done on the screen below, where one can go, and the questions and threads that are looked for. */
export function Palette({ onOpenChange }: PaletteProps) {
  const [text, setText] = useState('');
  const [selected, setSelected] = useState('');
  const search = usePaletteSearch(text);
  const found = foundValues(text, search);
  const returnFocus = useReturnFocus();
  const chosen = useRef<(() => void) | null>(null);
  // What is done may depend on where the focus was, so it waits until it is there again.
  const choose = (run: () => void) => {
    chosen.current = run;
    onOpenChange(false);
  };
  return (
    <Radix.Root open onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[oklch(0.15_0.02_240/0.45)]" />
        <Radix.Content
          onOpenAutoFocus={returnFocus.onOpenAutoFocus}
          onCloseAutoFocus={(event) => {
            returnFocus.onCloseAutoFocus(event);
            chosen.current?.();
          }}
          aria-describedby={undefined}
          onKeyDown={onToggleKey(() => onOpenChange(false))}
          className="fixed top-[max(1rem,12dvh)] left-1/2 z-50 w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-xl border bg-surface shadow-raised"
        >
          <Radix.Title className="sr-only">{t`Commands and search`}</Radix.Title>
          <Command
            label={t`Commands and search`}
            loop
            filter={scoreCommand}
            value={selected}
            onValueChange={setSelected}
          >
            <FirstFound found={found} selected={selected} onSelect={setSelected} />
            <div className="flex items-center gap-2 border-b px-4">
              <Search aria-hidden className="size-4 shrink-0 text-ink-faint" />
              <Command.Input
                value={text}
                onValueChange={setText}
                placeholder={t`Do something, go somewhere, or find a question or thread`}
                className="h-12 w-full bg-transparent text-sm outline-none placeholder:text-ink-faint pointer-coarse:text-[1rem]"
              />
            </div>
            <Command.List className="max-h-[min(26rem,60dvh)] overflow-y-auto overscroll-contain p-2">
              <FoundItems text={text} search={search} onChoose={choose} />
              <PaletteCommands onChoose={choose} />
              {found.length === 0 ? (
                <Command.Empty className="px-3 py-6 text-center text-sm text-ink-faint">
                  {search.isSearching ? t`Looking for questions and threads …` : t`Nothing is called so.`}
                </Command.Empty>
              ) : null}
            </Command.List>
            <FoundStatus search={search} />
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The keys that open it close it. */
function onToggleKey(close: () => void) {
  return (event: KeyboardEvent) => {
    if (!(event.metaKey || event.ctrlKey) || event.key.toLowerCase() !== 'k') return;
    event.preventDefault();
    close();
  };
}
